-- Copyright the LightWeb authors.
-- SPDX-License-Identifier: Apache-2.0
create table requests (id uuid primary key);
