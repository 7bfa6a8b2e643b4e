// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jackfield.control.Diagnosis;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages on a real server, called as the console calls them. */
@Timeout(60)
final class PagesTest {
    private final HouseOfDevices house = new HouseOfDevices();
    private final MemoryInventory inventory = new MemoryInventory();
    private final DriverCommandsTest.Folder folder = new DriverCommandsTest.Folder();
    private final MemoryTasks tasks = new MemoryTasks();
    private final MemoryClients clients = new MemoryClients();
    private final AtomicLong nanos = new AtomicLong();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        KnownDevices known = new KnownDevices(house, house.control(), inventory);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new Console(Map.of(
                        "devices",
                        new DevicesPage(known, new Rates(nanos::get)),
                        "drivers",
                        new DriversPage(folder),
                        "tasks",
                        new TasksPage(tasks),
                        "streams",
                        new StreamsPage(new AllClients(List.of(clients, new MemoryClients())))))),
                "/*");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whatADriverSaysIsTextOnThePageAndNothingElse() throws Exception {
        house.add("daq1").lastError =
                Optional.of(HouseOfDevices.error("E", "<script>alert('1')</script> & \"${appRoot}\""));

        String page = get("/devices").body();

        assertThat(page)
                .contains("E: &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;&#36;{appRoot}&quot;")
                .doesNotContain("<script>alert", "${");
        assertThat(page).contains("src=\"/root/devices/res/table.js\"", "1 device");
        assertThat(data("/devices").get("rows")).doesNotContain("<script");
    }

    @Test
    void thePagesScriptIsThere() throws Exception {
        assertThat(get("/devices/res/table.js").body()).contains("data.json");
    }

    @Test
    void theRateIsWhatHasComeSinceTheLastLook() throws Exception {
        HouseOfDevices.Instrument daq1 = house.add("daq1");
        daq1.nextSequence = 100;
        assertThat(data("/devices").get("rows")).doesNotContain(" /s");

        nanos.set(2_000_000_000L);
        daq1.nextSequence = 2_100;
        assertThat(data("/devices").get("rows")).contains("<td>1000 /s</td>");

        nanos.set(2_000_000_001L);
        assertThat(data("/devices").get("rows")).contains("<td>1000 /s</td>");
    }

    @Test
    void aDeviceIsDisconnectedConnectedStoppedAndItsErrorForgotten() throws Exception {
        HouseOfDevices.Instrument daq1 = house.add("daq1");
        daq1.lastError = Optional.of(HouseOfDevices.error("IOException", "port closed"));

        assertThat(actions()).contains("disconnect", "stop", "forget error");
        assertThat(post("/devices", "stop", "daq1")).isEqualTo("200 The stream of daq1 is stopped.");
        assertThat(post("/devices", "forget error", "daq1")).isEqualTo("200 Forgotten: IOException: port closed");
        assertThat(post("/devices", "disconnect", "daq1")).isEqualTo("200 daq1 is disconnected.");
        assertThat(daq1.state).isEqualTo(DeviceState.DISCONNECTED);
        assertThat(actions()).containsExactly("connect");
        assertThat(post("/devices", "connect", "daq1")).isEqualTo("200 daq1 is connected.");
    }

    @Test
    void aRefusalIsTold() throws Exception {
        house.add("daq1");

        assertThat(post("/devices", "connect", "no")).startsWith("409 there is no device no");
        assertThat(post("/devices", "paint", "daq1")).isEqualTo("409 nothing is called paint here");
        assertThat(post("/tasks", "cancel", "no")).isEqualTo("409 TaskNotFound: No task found with ID: no");
        assertThat(send(HttpRequest.newBuilder(uri("/devices")).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTaskIsPausedAndResumed() throws Exception {
        tasks.start("run7", "Collect", Map.of());

        assertThat(data("/tasks").get("summary")).isEqualTo("1 task, 1 under way");
        assertThat(post("/tasks", "pause", "run7")).isEqualTo("200 run7 is paused.");
        assertThat(data("/tasks").get("rows")).contains("aria-label=\"resume run7\"");
        assertThat(post("/tasks", "resume", "run7")).isEqualTo("200 run7 is running.");
        assertThat(post("/tasks", "cancel", "run7")).isEqualTo("200 run7 is cancelling.");
    }

    @Test
    void aDriverIsRolledBack() throws Exception {
        folder.add("pm.jar", "1.2.0", "running", Verdict.ACCEPTED, "", "pm1");

        assertThat(data("/drivers").get("summary"))
                .isEqualTo("1 driver; versions that stayed in memory after they had left: 2");
        assertThat(data("/drivers").get("rows"))
                .contains("<td>1.1.0, 1.0.0</td>", "<td>thread pm-poller</td>", "aria-label=\"roll back pm.jar\"");
        assertThat(post("/drivers", "roll back", "pm.jar")).isEqualTo("200 pm.jar: version 1.2.0, accepted.");
        assertThat(post("/drivers", "roll back", "no.jar")).startsWith("409 no driver has the file name no.jar");
        assertThat(post("/drivers", "delete", "pm.jar")).isEqualTo("409 nothing is called delete here");
    }

    @Test
    void aClientIsSeenAndDisconnected() throws Exception {
        clients.add("sse-1", "10.0.0.7", 41);
        clients.add("sse-2", "10.0.0.8", -1);

        Map<String, String> data = data("/streams");
        assertThat(data.get("summary"))
                .isEqualTo("2 clients connected; since the start 2 opened, 3 refused because of the limits, 1 cut"
                        + " because they did not read");
        assertThat(data.get("rows"))
                .contains("<td>10.0.0.7</td><td>sse</td><td>daq1, lab1-*</td><td>2026-03-01T09:15:00Z</td>"
                        + "<td>41</td><td>7</td><td>2</td><td>123456</td>");
        assertThat(post("/streams", "disconnect", "sse-1")).isEqualTo("200 sse-1 is disconnected.");
        assertThat(data("/streams").get("summary")).startsWith("1 client connected");
        assertThat(post("/streams", "disconnect", "sse-1")).startsWith("409 there is no client sse-1");
        assertThat(post("/streams", "stop", "sse-2")).isEqualTo("409 nothing is called stop here");
    }

    @Test
    void aDeviceThatHangsIsSeenWithWhereItsThreadIs() throws Exception {
        house.add("daq1").diagnosis = new Diagnosis(
                100,
                900_000,
                4096,
                1_000_000,
                7,
                "device daq1",
                Optional.of(new Diagnosis.Busy(
                        "connect",
                        HouseOfDevices.TIME,
                        List.of("at acme.Port.<init>(Port.java:7)", "at acme.Daq.connect"))),
                List.of("device daq1 hangs in 'stop' of acme 1.0"));

        assertThat(data("/devices").get("rows"))
                .contains(
                        "<td>90 %: 100 frames, 900000 bytes, from 7 on</td>",
                        "<details><summary>device daq1, in &#39;connect&#39; since 2026-03-01T09:15:00Z (1 left"
                                + " behind)</summary><pre>at acme.Port.&lt;init&gt;(Port.java:7)\nat acme.Daq.connect\n"
                                + "device daq1 hangs in &#39;stop&#39; of acme 1.0</pre></details>");
    }

    @Test
    void everyPageLeadsToTheLivePage() throws Exception {
        for (String page : List.of("/devices", "/drivers", "/tasks", "/streams")) {
            assertThat(get(page).body()).contains("<a href=\"/\"");
        }
    }

    private List<String> actions() throws Exception {
        return Pattern.compile("data-action=\"([^\"]+)\"")
                .matcher(String.valueOf(data("/devices").get("rows")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private Map<?, ?> json(String text) throws IOException {
        return new JsonMapper().readValue(text, Map.class);
    }

    private Map<String, String> data(String page) throws Exception {
        HttpResponse<String> answer = get(page + "/data.json");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        Map<String, String> texts = new HashMap<>();
        json(answer.body()).forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }

    private String post(String page, String action, String key) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "action=" + URLEncoder.encode(action, UTF_8) + "&key=" + URLEncoder.encode(key, UTF_8))));
        return answer.statusCode() + " " + json(answer.body()).get("answer");
    }

    /** Does as the console does: the page's own answer, or else its content within the frame. */
    private static final class Console extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Map<String, TablePage> pages;

        private Console(Map<String, TablePage> pages) {
            this.pages = pages;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String label = request.getPathInfo().split("/", -1)[1];
            TablePage page = Objects.requireNonNull(pages.get(label), label);
            page.init(getServletConfig());
            request.setAttribute(ServletConstants.ATTR_PLUGIN_ROOT, "/root/" + label);
            page.service(request, response);
            if (response.getContentType() == null && !response.isCommitted()) {
                page.renderContent(request, response);
            }
        }
    }
}
