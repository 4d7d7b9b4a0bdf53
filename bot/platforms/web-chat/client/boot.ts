// What the page hands to its script, in `data-boot`.

export type Standing = "open" | "optedOut" | "locked" | "closed";

export interface ChatWords extends Readonly<Record<Standing | "paused", string>> {
  readonly ageTitle: string;
  readonly ageConfirm: string;
  readonly begin: string;
  readonly log: string;
  readonly write: string;
  readonly send: string;
  readonly you: string;
  readonly them: string;
  readonly typing: string;
  readonly seen: string;
  readonly sending: string;
  readonly notSent: string;
  readonly again: string;
  readonly older: string;
  readonly offline: string;
  readonly picture: string;
  readonly voice: string;
  readonly forget: string;
  readonly forgetSure: string;
}

export interface ChatBoot {
  readonly path: string;
  readonly maxChars: number;
  readonly words: ChatWords;
}
