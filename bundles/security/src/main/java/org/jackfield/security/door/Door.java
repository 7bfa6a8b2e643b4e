// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;

/**
 * Stands before every servlet, so that a web page of somebody else's, open in the browser of a person here,
 * can look but not touch, and a name that is not ours leads nowhere.
 *
 * <p>A door that fails would be an open one: nothing in its configuration makes it throw, and a change of
 * configuration replaces its rules without taking the service away. The rules are written by the thread
 * that changes the configuration and read by those that serve requests.
 */
@RequireHttpWhiteboard
@Designate(ocd = Door.Config.class)
@Component(service = Preprocessor.class)
public final class Door implements Preprocessor {
    /** The settings of the door. */
    @ObjectClassDefinition(name = "Host names", description = "Which names this server answers to.")
    public @interface Config {
        /** Names beside the ones that are always allowed. */
        @AttributeDefinition(
                name = "Allowed host names",
                required = false,
                description = "Names under which browsers and clients may call this server, such as"
                        + " lab7.example.org, without http:// and port. IP addresses, localhost, this machine's"
                        + " own name and the name given with --host are always allowed.")
        String[] allowed_hosts() default {};
    }

    private final String listenHost;
    private volatile DoorRules rules;

    @Activate
    public Door(BundleContext framework, Config config) {
        this(framework.getProperty("jackfield.host"), config.allowed_hosts());
    }

    Door(@Nullable String listenHost, String... allowedHosts) {
        this.listenHost = listenHost == null ? "" : listenHost;
        rules = new DoorRules(HostNames.of(this.listenHost, allowedHosts));
    }

    @Modified
    void modified(Config config) {
        rules = new DoorRules(HostNames.of(listenHost, config.allowed_hosts()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest visitor && response instanceof HttpServletResponse answer)) {
            throw new ServletException(
                    "expected an HTTP request, came a " + request.getClass().getName());
        }
        Verdict verdict = rules.judge(Visit.of(visitor));
        // Before anything else: a stream takes the response over and sends what headers stand there then.
        verdict.headers().forEach(answer::setHeader);
        if (verdict instanceof Verdict.LetIn) {
            chain.doFilter(request, response);
        } else if (verdict instanceof Verdict.Refused refused) {
            tell(answer, refused);
        } else {
            answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private static void tell(HttpServletResponse answer, Verdict.Refused refused) throws IOException {
        byte[] body = refused.refusal().json(Instant.now()).getBytes(StandardCharsets.UTF_8);
        answer.setStatus(refused.status());
        answer.setContentType("application/json");
        answer.setContentLength(body.length);
        answer.getOutputStream().write(body);
    }
}
