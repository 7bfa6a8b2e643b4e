// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
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

    /** How the administrator logs in, here and wherever else. */
    String authorization() {
        return authorization;
    }

    /** Whether it is there yet; it waits for the login, which is ours. */
    boolean answers() throws Exception {
        return page("bundles.json").statusCode() == 200;
    }

    HttpResponse<String> page(String path) throws Exception {
        return send(path, HttpRequest.Builder::GET);
    }

    List<Bundle> bundles() throws Exception {
        HttpResponse<String> answer = page("bundles.json");
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

    /** Adds a device, as the configuration form does; returns what its configuration is called from then on. */
    String addDevice(String factoryPid, Map<String, String> properties) throws Exception {
        return save("[Temporary PID replaced by real PID upon save]", factoryPid, properties);
    }

    /** Saves a configuration, as its form does; returns what it is called from then on. */
    String save(String pid, String factoryPid, Map<String, String> properties) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(properties);
        fields.put("apply", "true");
        fields.put("action", "ajaxConfigManager");
        fields.put("factoryPid", factoryPid);
        fields.put("propertylist", String.join(",", properties.keySet()));
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> saved = form(encoded(pid).replace("+", "%20"), body);
        if (saved.statusCode() != 302) {
            throw new AssertionError("the console answered " + saved.statusCode() + ": " + saved.body());
        }
        String location = saved.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** What the configuration page answers to a form. */
    HttpResponse<String> form(String path, String body) throws Exception {
        return send("configMgr/" + path, request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> what) throws Exception {
        return product.send(
                what.apply(product.request("/system/console/" + path).header("Authorization", authorization)));
    }
}
