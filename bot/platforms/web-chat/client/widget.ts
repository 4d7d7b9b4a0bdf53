// The button on an operator's site, and behind it the chat page in a frame. Nothing of that site is read, and nothing is
// loaded before the button is used. Styles are set one by one, which a site's own policy allows.
import type { WidgetFacts } from "../widget-script.ts";

/** Put around this by the server. */
declare const facts: WidgetFacts;

const { url, open, close } = facts;
const put = () => {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const style = (element: HTMLElement, rules: Record<string, string>) => {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value);
  };
  const isNarrow = () => innerWidth < 480;
  const label = (isOpen: boolean) => {
    button.textContent = isOpen ? "✕" : "💬";
    button.setAttribute("aria-label", isOpen ? close : open);
    button.setAttribute("aria-expanded", String(isOpen));
    button.title = isOpen ? close : open;
  };
  const place = () =>
    style(frame, {
      position: "fixed",
      "z-index": "2147483646",
      border: "0",
      right: isNarrow() ? "0" : "20px",
      bottom: isNarrow() ? "0" : "92px",
      width: isNarrow() ? "100%" : "380px",
      height: isNarrow() ? "100%" : "min(620px, calc(100vh - 112px))",
      "border-radius": isNarrow() ? "0" : "16px",
      "box-shadow": "0 12px 40px rgb(0 0 0 / .3)",
      "color-scheme": "light dark",
    });
  const show = (isOpen: boolean) => {
    if (isOpen && !frame.src) frame.src = `${url}?embed=1`;
    frame.hidden = !isOpen;
    style(frame, { display: isOpen ? "block" : "none" });
    // On a phone the frame fills the screen: the button moves out of the way of its composer.
    style(button, isOpen && isNarrow() ? { top: "8px", bottom: "auto" } : { top: "auto", bottom: "20px" });
    style(button, isOpen && isNarrow() ? { width: "44px", height: "44px" } : { width: "60px", height: "60px" });
    label(isOpen);
    if (isOpen) frame.focus();
  };
  style(button, {
    position: "fixed",
    "z-index": "2147483647",
    right: "12px",
    border: "0",
    "border-radius": "50%",
    background: "#b81d5c",
    color: "#fff",
    font: "26px/1 system-ui, sans-serif",
    cursor: "pointer",
    "box-shadow": "0 6px 20px rgb(0 0 0 / .3)",
  });
  button.type = "button";
  frame.title = open;
  button.addEventListener("click", () => show(Boolean(frame.hidden)));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !frame.hidden) show(false);
  });
  addEventListener("resize", () => {
    place();
    if (!frame.hidden) show(true);
  });
  root.append(frame, button);
  place();
  show(false);
  document.body.append(host);
};
if (document.body) put();
else addEventListener("DOMContentLoaded", put);
