// "How are you?": small talk that wants to be answered before anything else is said.
const HOW_IT_GOES =
  /how (?:are you(?!\p{L}| made| built| created)|are things|is (?:your day|it going|life)|was your day)|how'?s (?:your day|it going|life|everything)|c[oó]mo (?:est[aá]s|andas|te va|va (?:tu d[ií]a|todo|la vida|eso))|qu[eé] tal(?: (?:est[aá]s|tu d[ií]a|todo|te va))?(?!\p{L}| si)/iu;

export function asksHowItGoes(text: string): boolean {
  return HOW_IT_GOES.test(text);
}
