// A browser's manners without a browser: keeps cookies, follows nothing, says where it comes from.

export class WebClient {
  readonly #url: string;
  #cookies = new Map<string, string>();
  csrfToken = "";

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  set cookie(text: string) {
    this.#cookies = new Map(text.split("; ").map((part) => part.split("=") as [string, string]));
  }

  async fetch(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const response = await fetch(this.#url + path, {
      redirect: "manual",
      ...init,
      headers: { "sec-fetch-site": "same-origin", cookie: this.cookie, ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  async submit(path: string, fields: Readonly<Record<string, string>>, headers = {}): Promise<Response> {
    return await this.fetch(path, { method: "POST", body: new URLSearchParams(fields), headers });
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return await this.fetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", "x-csrf-token": this.csrfToken, ...headers },
    });
  }

  /** Logs in, opens the console and keeps its CSRF token. */
  async signIn(email: string, password: string): Promise<void> {
    const response = await this.submit("/login", { email, password });
    if (response.status !== 303) throw new Error(`log-in answered ${response.status}`);
    await this.openConsole();
  }

  async openConsole(): Promise<void> {
    const page = await (await this.fetch("/", { headers: { accept: "text/html" } })).text();
    const boot = /data-boot="([^"]*)"/.exec(page)?.[1]?.replaceAll("&quot;", '"') ?? "{}";
    this.csrfToken = (JSON.parse(boot) as { csrfToken?: string }).csrfToken ?? "";
  }
}
