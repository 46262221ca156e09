-- Copyright the LightWeb authors.
-- SPDX-License-Identifier: Apache-2.0

-- All sessions of somebody who is locked end at once.
create index session_of_user on session (user_id);
