// Dark, light or as the device says; a cookie, so that the server's first byte has the right colours.

export type Theme = "auto" | "dark" | "light";

const YEAR_SECONDS = 31_536_000;

export function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "dark" || theme === "light" ? theme : "auto";
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http.
  document.cookie = `vixenbliss_theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
