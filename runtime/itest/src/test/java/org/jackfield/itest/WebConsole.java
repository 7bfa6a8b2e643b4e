// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an administrator sees and does at {@code /system/console}. */
final class WebConsole {
    private static final Pattern BUNDLE = Pattern.compile(
            "\"id\":(\\d+),[^{}]*?\"state\":\"([^\"]*)\",\"version\":\"([^\"]*)\",\"symbolicName\":\"([^\"]*)\"");

    private final RunningProduct product;
    private final String authorization;

    WebConsole(RunningProduct product, String password) {
        this.product = product;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A bundle as the console lists it. */
    record Bundle(long id, String state, String version, String symbolicName) {}

    /** Whether it is there yet; it waits for the login, which is ours. */
    boolean answers() throws Exception {
        return send("bundles.json", HttpRequest.Builder::GET).statusCode() == 200;
    }

    List<Bundle> bundles() throws Exception {
        HttpResponse<String> answer = send("bundles.json", HttpRequest.Builder::GET);
        if (answer.statusCode() != 200) {
            throw new AssertionError("the console answered " + answer.statusCode() + ": " + answer.body());
        }
        List<Bundle> bundles = new ArrayList<>();
        Matcher bundle = BUNDLE.matcher(answer.body());
        while (bundle.find()) {
            bundles.add(new Bundle(Long.parseLong(bundle.group(1)), bundle.group(2), bundle.group(3), bundle.group(4)));
        }
        return bundles;
    }

    /** Adds a device, as the configuration form does. */
    void addDevice(String factoryPid, String id) throws Exception {
        Map<String, String> fields = Map.of(
                "apply", "true",
                "action", "ajaxConfigManager",
                "factoryPid", factoryPid,
                "propertylist", "device.id",
                "device.id", id);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String pid = URLEncoder.encode("[Temporary PID replaced by real PID upon save]", StandardCharsets.UTF_8)
                .replace("+", "%20");
        HttpResponse<String> saved =
                send("configMgr/" + pid, request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (saved.statusCode() != 302) {
            throw new AssertionError("the console answered " + saved.statusCode() + ": " + saved.body());
        }
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> what) throws Exception {
        return product.send(
                what.apply(product.request("/system/console/" + path).header("Authorization", authorization)));
    }
}
