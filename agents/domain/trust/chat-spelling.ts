// How people spell in chats, as data: what the word rules of trust read is the standard word on the right.

export type ChatLanguage = "en" | "es";

/** Standard spelling -> the spellings of chats; all in plain form, without apostrophes. */
type Spellings = Readonly<Record<string, string>>;

const BOTH: Spellings = {
  bot: "bott bto botty 🤖",
  chatgpt: "gpt gpt4 gpt5 chatgbt chatgtp chatgp",
  ai: "aii",
};

const ENGLISH: Spellings = {
  ...BOTH,
  are: "r aer arr ar",
  "are you": "ru areyou areu ruu",
  you: "u yu yuo ya yah yo",
  your: "yr",
  youre: "yure youre",
  please: "pls plz plez pleez pleas plss",
  message: "msg mssg mesage massage",
  messages: "msgs mssgs mesages msges",
  messaging: "msging msgin msgn messagin messging mesaging massaging",
  text: "txt tex textt",
  texts: "txts",
  texting: "txting txtin textin txtng textn",
  writing: "writting writin",
  sending: "sendin sendng",
  spamming: "spammin spaming",
  bothering: "botherin bothring",
  talking: "talkin talkn",
  chatting: "chattin chating",
  typing: "typin typeing",
  unsubscribe: "unsub unsuscribe unsubcribe unsubscibe unsubscrib unsubscribr unsubscribre unsubscride",
  stop: "stp stoop stahp stawp stap stpo sotp",
  "dm me": "dmme",
  thanks: "thx thanx tnx ty tysm",
  because: "bc cuz cause coz",
  really: "rly rlly relly realy",
  real: "rela rael reel rl irl reall",
  human: "humna humam huma hooman humann hman humon",
  robot: "robto robt roboto",
  person: "presone persn preson peron ppl",
  honestly: "ngl",
  "want to": "wanna wana",
  "im going to": "imma ima imna",
  alright: "aight ight",
  "going to": "gonna gunna gona",
  going: "goin",
  heading: "headin",
  leaving: "leavin",
  "got to": "gotta gota",
  "have to": "hafta",
  "let me": "lemme",
  tomorrow: "tmrw tmr tmw tmrow tomoz 2moro tomorow tommorow tommorrow 2morrow",
  from: "frm",
  laters: "laterz l8rs",
  later: "l8r latr l8er lata",
  night: "nite nigth nght nights nighty",
  goodnight: "gn gnite gnight goodnite goodnigt goodnigth gudnight gnn gudnite",
  goodbye: "goodby gbye gudbye godbye",
  bye: "bai byee bbye byebye buhbye baii bi3",
  "see you": "cya seeya cu seeu cyaa",
  with: "w wit",
  to: "2",
  later_talk: "ttyl ttys tty",
  must_go: "gtg g2g gg2g",
  account: "acc acct acount accout accnt acccount",
  delete: "delet dlete deleete",
  profile: "profil",
  dont: "dnt donot dun dnt",
  anymore: "anymor",
  im: "iam ima",
  know: "kno",
  just: "jus",
};

const SPANISH: Spellings = {
  ...BOTH,
  que: "q qe k ke",
  de: "d",
  por: "x",
  "por favor": "xfa xfavor porfa porfis porfavor pls plis please plz porfi pf",
  porque: "xq pq xk pk porq",
  mensajes: "msjs msjes msgs mensages mnsjs mensajitos mesajes mensjes mjs textos sms msn",
  mensaje: "msj msg mensage mje",
  mas: "maz",
  escribas: "eskribas escrivas escribaz",
  escribirme: "escrivirme escribime escribirm escribrme",
  deja: "dja",
  eres: "ers ere erez",
  bot: "bott bto vot 🤖",
  humana: "umana",
  humano: "umano",
  real: "rael reall rial",
  tambien: "tmb tb",
  mañana: "manana mnn mañ",
  adios: "adio adioz adeu",
  me: "m",
  chao: "chau xao xau chaucito chaito chauchis ciao chaoo",
  bye: "bai byee bay byebye",
  hasta: "asta ata hsta",
  vemos: "bemos vmos",
  noches: "noxes nochs nochez",
  buenas: "bnas bns wenas vuenas",
  voy: "boy voi",
  cuenta: "cuent cuneta",
  estoy: "toy",
  esta: "ta",
  estas: "tas",
  quiero: "kiero qiero",
  "hasta luego": "taluego hastaluego",
  hablamos: "hablmos ablamos",
  gracias: "grax grcs",
  tengo: "tngo",
};

/** Key words of the rules whose slips of the finger are undone: two letters swapped, one doubled, an inner one lost. */
const KEY_WORDS: Readonly<Record<ChatLanguage, string>> = {
  en:
    "stop texting messaging messages contacting writing unsubscribe leave remove number alone human" +
    " robot chatbot person machine artificial automated goodbye goodnight tomorrow later delete account" +
    " profile sleep spamming anymore",
  es:
    "dejar mensajes escribirme escribas mandarme enviarme molestarme molestes contactarme desuscribir" +
    " cancelar robot humana humano persona maquina artificial inteligencia adios hasta luego noches" +
    " dormir cuenta borrar eliminar numero lista",
};

/** Real words that look like such a slip. */
const NO_SLIPS = new Set(
  "stoop aloe latter perón leaves leve later humana humano persona adioses luego asta".split(" "),
);

/** The standard word for each spelling known in a language. */
export const STANDARD_WORDS: Readonly<Record<ChatLanguage, ReadonlyMap<string, string>>> = {
  en: standardWords("en", ENGLISH),
  es: standardWords("es", SPANISH),
};

function standardWords(language: ChatLanguage, spellings: Spellings): ReadonlyMap<string, string> {
  const keyWords = KEY_WORDS[language].split(" ");
  const words = new Map<string, string>();
  for (const word of keyWords) {
    for (const slip of slips(word)) if (!NO_SLIPS.has(slip)) words.set(slip, word);
  }
  for (const word of keyWords) words.delete(word);
  for (const [word, list] of Object.entries(spellings))
    for (const spelling of list.split(" ")) words.set(spelling, word);
  return words;
}

/** The first letter stays: people seldom miss it, and much else would be caught. */
function slips(word: string): string[] {
  const found: string[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    found.push(`${word.slice(0, at)}${letter}${word.slice(at)}`);
    if (at + 1 < word.length) {
      found.push(`${word.slice(0, at)}${word.charAt(at + 1)}${letter}${word.slice(at + 2)}`);
      if (word.length > 4) found.push(word.slice(0, at) + word.slice(at + 1));
    }
  }
  return found;
}
