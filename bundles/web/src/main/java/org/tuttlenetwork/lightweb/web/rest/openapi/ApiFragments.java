// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.util.List;
import java.util.Locale;

/** Describes the resources of an application by their annotations and types. */
public final class ApiFragments {
    private final Surface surface;
    private final String feature;
    private final Schemas schemas;
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();

    private ApiFragments(Surface surface, String feature, Schemas schemas) {
        this.surface = surface;
        this.feature = feature;
        this.schemas = schemas;
    }

    /**
     * @param resources resource classes
     * @param mapper the generation's own: it knows how their types look as JSON
     */
    public static ApiFragment of(
            Surface surface, String feature, List<Class<?>> resources, JsonMapper mapper) {
        ApiFragments made = new ApiFragments(surface, feature, new Schemas(feature, mapper));
        if (surface != Surface.PAGES) {
            for (Class<?> type : resources) {
                Resource resource = Resource.from(type);
                if (resource != null) {
                    made.add(resource, "");
                }
            }
        }
        return new ApiFragment(made.paths, made.schemas.all());
    }

    private void add(Resource resource, String parent) {
        String path = join(parent, resource.getPath());
        for (ResourceMethod method : resource.getAllMethods()) {
            if (method.getHttpMethod() != null && !method.isExtended()) {
                String full = "/api/v1" + path.replaceAll("\\{\\s*([^}:\\s]+)[^}]*}", "{$1}");
                Operation operation = new Operation(surface, feature, schemas, resource, method);
                paths.withObjectProperty(full)
                        .set(method.getHttpMethod().toLowerCase(Locale.ROOT), operation.describe());
            }
        }
        resource.getChildResources().forEach(child -> add(child, path));
    }

    private static String join(String parent, String path) {
        String relative = path.replaceAll("^/+|/+$", "");
        return relative.isEmpty() ? parent : parent + "/" + relative;
    }
}
