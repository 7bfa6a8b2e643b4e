// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;

/** A Jersey application of what it is given: no resource is searched for, none joins it later. */
public final class JerseyApplication {
    /** Held here, for a logger that nobody holds forgets its level. */
    private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        PROVIDERS.setLevel(Level.SEVERE); // it warns of each resource that is an instance: that it is no provider
    }

    private JerseyApplication() {}

    /** An application of these resources and providers. */
    public static ResourceConfig of(Object... components) {
        // The API looks for its implementation in META-INF/services of a class path, which there is none of here.
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        return new ResourceConfig()
                .registerInstances(components)
                .register(JsonWriter.class)
                .register(ErrorResponses.class)
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.MOXY_JSON_FEATURE_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    }
}
