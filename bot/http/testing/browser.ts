// A person's browser as far as log-ins need one: keeps cookies, follows redirects, fills in consent pages.

export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** What the page says came of it. */
  readonly outcome: string | null;
}

/** Follows redirects by itself, one hop at a time, and remembers every address. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly visited: string[] = [];

  async open(address: string, init: RequestInit = {}, stopBefore?: RegExp): Promise<Seen> {
    this.visited.push(address);
    const { origin } = new URL(address);
    const own = [...this.cookies].filter(([key]) => key.startsWith(`${origin} `));
    const cookie = own.map(([key, value]) => `${key.slice(origin.length + 1)}=${value}`).join("; ");
    const headers = { accept: "text/html", "accept-language": "en", ...(cookie ? { cookie } : {}), ...init.headers };
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...rest] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      const isGone = rest.some((part) => /expires=Thu, 01 Jan 1970/i.test(part));
      if (isGone) this.cookies.delete(`${origin} ${name}`);
      else this.cookies.set(`${origin} ${name}`, value);
    }
    const next = response.headers.get("location");
    const text = await response.text();
    const seen = { url: address, status: response.status, text, headers: response.headers, outcome: outcomeOf(text) };
    if (next === null) return seen;
    const target = new URL(next, address);
    target.hash = "";
    if (stopBefore?.test(target.href)) return { ...seen, url: target.href };
    return await this.open(target.href, {}, stopBefore);
  }

  /** Fills in a consent page and sends it. */
  async decide(
    page: Seen,
    choice: { allow?: boolean; username?: string; without?: readonly string[] },
    stopBefore?: RegExp,
  ): Promise<Seen> {
    const form = new URLSearchParams();
    const inputs = page.text.matchAll(/<input type="(hidden|checkbox)" name="([^"]*)" value="([^"]*)"/g);
    for (const [, , name = "", value = ""] of inputs) {
      if (!choice.without?.includes(value)) form.append(name, value.replaceAll("&amp;", "&"));
    }
    if (choice.username) form.append("new_username", choice.username);
    form.append("decision", choice.allow === false ? "deny" : "allow");
    const action = /<form method="post" action="([^"]*)"/.exec(page.text)?.[1] ?? "";
    return await this.open(new URL(action, page.url).href, { method: "POST", body: form }, stopBefore);
  }

  /** From the link in the chat to the page at the end. */
  async logIn(address: string, choice: { allow?: boolean; username?: string; without?: readonly string[] } = {}) {
    return await this.decide(await this.open(address), choice);
  }
}

const outcomeOf = (text: string) => /data-outcome="([^"]*)"/.exec(text)?.[1] ?? null;
