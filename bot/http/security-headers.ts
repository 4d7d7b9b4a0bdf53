// Headers that keep a page to itself: no foreign script, frame, form target or referrer.
import type { RequestHandler } from "express";
import helmet from "helmet";

/** A router that needs more (the back office) sets its own Content-Security-Policy header over this one. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    // Whoever ends TLS in front of us decides about HSTS for the whole host.
    strictTransportSecurity: false,
  });
}
