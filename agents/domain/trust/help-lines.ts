// Where a person in danger finds help (trust C13), by country: widely published numbers as of 2026-11-24. Whoever
// runs the product checks those of the countries it serves; what is not listed gets the international directory.

export interface HelpLine {
  readonly name: string;
  /** Number to call or text, as it is dialled in that country. */
  readonly contact: string;
  readonly emergency: string;
}

const INTERNATIONAL: HelpLine = { name: "Find A Helpline", contact: "https://findahelpline.com", emergency: "112" };

/** ISO 3166-1 alpha-2 -> line. */
const HELP_LINES: Readonly<Record<string, HelpLine>> = {
  US: { name: "988 Suicide & Crisis Lifeline", contact: "988", emergency: "911" },
  CA: { name: "9-8-8 Suicide Crisis Helpline", contact: "988", emergency: "911" },
  GB: { name: "Samaritans", contact: "116 123", emergency: "999" },
  IE: { name: "Samaritans", contact: "116 123", emergency: "112" },
  AU: { name: "Lifeline", contact: "13 11 14", emergency: "000" },
  NZ: { name: "1737 Need to talk?", contact: "1737", emergency: "111" },
  ES: { name: "Línea 024", contact: "024", emergency: "112" },
  MX: { name: "Línea de la Vida", contact: "800 911 2000", emergency: "911" },
  AR: { name: "Centro de Asistencia al Suicida", contact: "135", emergency: "911" },
  CL: { name: "Línea Prevención del Suicidio", contact: "*4141", emergency: "131" },
  CO: { name: "Línea 106", contact: "106", emergency: "123" },
  PE: { name: "Línea 113", contact: "113", emergency: "106" },
  BR: { name: "CVV", contact: "188", emergency: "192" },
  FR: { name: "3114", contact: "3114", emergency: "112" },
  DE: { name: "TelefonSeelsorge", contact: "0800 111 0 111", emergency: "112" },
  AT: { name: "TelefonSeelsorge", contact: "142", emergency: "112" },
  CH: { name: "Die Dargebotene Hand", contact: "143", emergency: "112" },
  IT: { name: "Telefono Amico", contact: "02 2327 2327", emergency: "112" },
  NL: { name: "113 Zelfmoordpreventie", contact: "113", emergency: "112" },
  BE: { name: "Zelfmoordlijn", contact: "1813", emergency: "112" },
  IN: { name: "Tele-MANAS", contact: "14416", emergency: "112" },
};

/** The line of a country; unknown or unlisted: the international directory. */
export function helpLineFor(country: string | null): HelpLine {
  return HELP_LINES[country?.trim().toUpperCase() ?? ""] ?? INTERNATIONAL;
}

/** For rules that forbid numbers and links: those of help lines may always be given. */
export function withoutHelpLines(text: string): string {
  return [INTERNATIONAL, ...Object.values(HELP_LINES)].reduce(
    (rest, { contact }) => rest.replaceAll(contact, ""),
    text,
  );
}
