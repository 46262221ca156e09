// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;

import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.internal.inject.Providers;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.http.Bearer;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;
import org.tuttlenetwork.lightweb.web.http.Viewers;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiFragment;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiFragments;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Builds the Jersey application of a feature on a surface. */
final class GenerationBuilder {
    private final Collaborators collaborators;
    private final Viewers viewers;
    private final Bearer bearer;
    private final ProblemResponses problems;

    /** Jersey warns of each resource that is an instance, wrongly; kept, or its level is lost. */
    private final Logger wrongWarnings = Logger.getLogger(Providers.class.getName());

    GenerationBuilder(
            Collaborators collaborators, Viewers viewers, Bearer bearer, ProblemAnswers answers) {
        this.collaborators = collaborators;
        this.viewers = viewers;
        this.bearer = bearer;
        this.problems = new ProblemResponses(answers);
        wrongWarnings.setLevel(Level.SEVERE);
    }

    /**
     * @throws RuntimeException if Jersey finds the resources not valid together
     */
    Generation build(ApplicationKey key, List<Contribution<Resource>> contributions) {
        JsonMapper mapper = Mappers.create();
        ResourceConfig config = new ResourceConfig();
        config.setApplicationName(key.toString());
        config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        config.property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        config.property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
        config.property(CommonProperties.MOXY_JSON_FEATURE_DISABLE, true);
        config.register(new JacksonJsonProvider(mapper));
        config.register(new AccessFilter(bearer, viewers, problems));
        config.register(new BodyLimitFilter());
        config.register(new BodyFilter());
        config.register(new NothingFilter());
        config.register(new UploadReader());
        config.register(new IdempotencyFilter(collaborators));
        config.register(new AnswerFilter(collaborators, viewers, problems));
        config.register(new ProblemMapper(problems));
        config.register(binder());
        List<Object> resources = contributions.stream().<Object>map(Contribution::service).toList();
        config.registerInstances(resources.toArray());
        ApplicationHandler handler = new ApplicationHandler(config);
        ApiFragment api =
                ApiFragments.of(
                        key.surface(),
                        key.feature().value(),
                        contributions.stream().<Class<?>>map(c -> c.service().getClass()).toList(),
                        mapper);
        return new Generation(handler, contributions, api);
    }

    private AbstractBinder binder() {
        return new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new ViewerParameter(viewers)).to(ValueParamProvider.class);
            }
        };
    }
}
