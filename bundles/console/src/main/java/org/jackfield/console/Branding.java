// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import org.apache.felix.webconsole.spi.BrandingPlugin;
import org.osgi.service.component.annotations.Component;

/** Puts Jackfield's name and mark over every page of the web console; the mark leads to the live page. */
@Component(service = BrandingPlugin.class)
public final class Branding implements BrandingPlugin {
    private static final String NAME = "Jackfield";
    /** Below the console's root. */
    private static final String MARK = "/devices/res/mark.svg";

    @Override
    public String getBrandName() {
        return NAME;
    }

    @Override
    public String getProductName() {
        return "To the live page";
    }

    @Override
    public String getProductURL() {
        return "/";
    }

    @Override
    public String getProductImage() {
        return MARK;
    }

    @Override
    public String getVendorName() {
        return NAME;
    }

    @Override
    public String getVendorURL() {
        return "/";
    }

    @Override
    public String getVendorImage() {
        return MARK;
    }

    @Override
    public String getFavIcon() {
        return MARK;
    }

    @Override
    public String getMainStyleSheet() {
        return "/res/ui/webconsole.css";
    }
}
