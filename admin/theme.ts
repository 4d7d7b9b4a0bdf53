// The product's colours for AdminJS's design system, light and dark; the values are those of the console.
const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

const shape = { font, sizes: { navbarHeight: "56px", sidebarWidth: "260px" } };

export const lightTheme = {
  ...shape,
  colors: {
    primary100: "#b81d5c", primary80: "#c9487a", primary60: "#d98aa9", primary40: "#eec0d2", primary20: "#fbe7ef",
    accent: "#6b5c66", text: "#231a20", bg: "#f8f4f6", border: "#e8dde3", separator: "#e8dde3", highlight: "#fbe7ef",
    grey100: "#231a20", grey80: "#4a3c45", grey60: "#6b5c66", grey40: "#b7a8b1", grey20: "#f4eef1",
    filterBg: "#ffffff", container: "#ffffff", sidebar: "#ffffff", inputBorder: "#cdbfc7", love: "#b81d5c",
    info: "#b81d5c", infoDark: "#8f1547", infoLight: "#fbe7ef",
    success: "#14713f", successDark: "#0f5a32", successLight: "#e3f4ea",
    warning: "#8a5300", warningDark: "#6d4200", warningLight: "#fdf0da",
    error: "#b3261e", errorDark: "#8f1e18", errorLight: "#fdeae8",
  },
  borders: { input: "1px solid #e8dde3", bg: "1px solid #f8f4f6", default: "1px solid #e8dde3" },
};

export const darkTheme = {
  ...shape,
  colors: {
    primary100: "#ff85b2", primary80: "#e06c99", primary60: "#a84f74", primary40: "#6d3049", primary20: "#3d1b2b",
    accent: "#b6a7b1", text: "#f3ecf0", bg: "#131014", border: "#372d37", separator: "#372d37", highlight: "#3d1b2b",
    grey100: "#f3ecf0", grey80: "#d9ccd4", grey60: "#b6a7b1", grey40: "#7d6e78", grey20: "#2a232b",
    // Text on filled buttons and the paper of boxes in one: dark, as on the console.
    white: "#1a161b",
    filterBg: "#1a161b", container: "#1a161b", sidebar: "#1a161b", inputBorder: "#4a3d49", love: "#ff85b2",
    info: "#ff85b2", infoDark: "#ffb0cd", infoLight: "#3d1b2b",
    success: "#6fd79f", successDark: "#9be7bd", successLight: "#14301f",
    warning: "#f3bd68", warningDark: "#f8d59d", warningLight: "#38290f",
    error: "#ffb0a8", errorDark: "#ffcdc8", errorLight: "#44191a",
  },
  borders: { input: "1px solid #372d37", bg: "1px solid #131014", default: "1px solid #372d37" },
  shadows: {
    login: "none", cardHover: "0 4px 12px rgb(0 0 0 / 50%)", drawer: "-2px 0 8px rgb(0 0 0 / 50%)",
    card: "0 4px 8px rgb(0 0 0 / 40%)", inputFocus: "0 2px 4px rgb(0 0 0 / 50%)", buttonFocus: "0 4px 6px rgb(0 0 0 / 50%)",
  },
};
