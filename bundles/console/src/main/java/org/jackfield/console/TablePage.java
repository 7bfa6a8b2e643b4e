// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;

/**
 * One page of the web console: a table that renews itself, and things to do with its rows. Who comes here has been
 * let in by the console, and what a page of another origin wants changed has been refused at the door.
 */
abstract class TablePage extends AbstractServlet {
    static final String CATEGORY = ServletConstants.PLUGIN_CATEGORY + "=Jackfield";

    private static final long serialVersionUID = 1;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "/data.json";

    /** What there is now. */
    abstract Table table();

    /** The same in a sentence. */
    abstract String summary(Table table);

    /**
     * Does something with a row.
     *
     * @return what came of it
     * @throws IllegalArgumentException if there is no such row, or nothing like that can be done with it
     */
    abstract String act(String action, String key) throws IOException, InterruptedException;

    static IllegalArgumentException unknownAction(String action) {
        return new IllegalArgumentException("nothing is called " + action + " here");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        if (path == null || !path.endsWith(DATA)) {
            super.doGet(request, response); // a script of ours, or nothing, whereupon the page is asked for
            return;
        }
        Table table = table();
        write(response, HttpServletResponse.SC_OK, Map.of("summary", summary(table), "rows", Html.rows(table)));
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Table table = table();
        String root = String.valueOf(request.getAttribute(ServletConstants.ATTR_PLUGIN_ROOT));
        response.getWriter()
                .print(
                        """
                        <link rel="stylesheet" type="text/css" href="%1$s/res/table.css"/>
                        <script type="text/javascript" src="%1$s/res/table.js"></script>
                        <p class="statline" id="summary" role="status">%2$s</p>
                        <div class="ui-widget-header ui-corner-top buttonGroup"><span id="answer" role="status"></span>
                        <a href="/" id="live">Live page</a>
                        <button type="button" class="reloadButton">Reload</button></div>
                        <div id="wide"><table id="plugin_table" class="tablesorter nicetable noauto">
                        <thead>%3$s</thead>
                        <tbody>
                        %4$s</tbody>
                        </table></div>
                        <div class="ui-widget-header ui-corner-bottom buttonGroup">&nbsp;</div>
                        """
                                .formatted(
                                        Html.escaped(root),
                                        Html.escaped(summary(table)),
                                        Html.heads(table),
                                        Html.rows(table)));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String action = request.getParameter("action");
        String key = request.getParameter("key");
        if (action == null || key == null) {
            write(response, HttpServletResponse.SC_BAD_REQUEST, Map.of("answer", "expected action and key"));
            return;
        }
        try {
            write(response, HttpServletResponse.SC_OK, Map.of("answer", act(action, key)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Map.of("answer", "interrupted"));
        } catch (RuntimeException e) { // a refusal, told to who is at the page
            write(response, HttpServletResponse.SC_CONFLICT, Map.of("answer", String.valueOf(e.getMessage())));
        }
    }

    private static void write(HttpServletResponse response, int status, Map<String, String> json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        setNoCache(response);
        response.getWriter().print(JSON.writeValueAsString(json));
    }
}
