// Trust C2: whoever asks whether they talk to a machine gets the truth. Many languages, typos, chat spelling.
import { plainForm, readings } from "./text-normal-form.ts";

export const BOT_QUESTION_RULE_VERSION = "2026-11-24";

const MACHINE =
  "(?:chat ?-?)?(?:bott?s?|bto|b0t)|robots?|robto|robt|roboto|a\\.?i\\.?(?: (?:bot|model|girl|chat|generated))?|artificial(?: intelligence)?|machine|computer|program|software|automated|automatic|chat ?gpt|gpt|llm|fake|catfish|scam(?:mer)?|generated|npc|algorithm";
const PERSON =
  "real|rea+l+|rela|reel|rael|human|humam|humna|huma|hooman|person|presone|actual(?:ly)? (?:you|person|human|real)|genuine|legit|flesh and blood|girl irl|woman irl";
const ARE_YOU =
  "(?:are|aer|r|is) (?:you|yuo|yu|u|ya|this|that|it|she|dis)|(?<!\\b(?:do|did|would|can|could|if|when|have|that|as|for|to|miss|love) )(?:you|u|ur|you're|youre|your|ya)(?: are| r)?|(?:r|are)u|ru|is(?:n'?t)? (?:this|it)|aren'?t (?:you|u)";
const FILLER =
  "(?:not|even|actually|really|just|like|some(?: kind of)?|sort of|kinda|a|an|the|one of those|totally|100%|truly|still|honestly|be|being|for|secretly|maybe|probably|fr|rlly|rly|all)";
const FALSE_FRIENDS =
  "(?! (?:madrid|estate|quick|good|nice|mad|fun|deal|talk|sweet|cute|hot|funny|pretty|close|bad|tired|life story|time for|tits|ass|close to))";

const ENGLISH = [
  new RegExp(
    `(?:^|[^\\p{L}])(?:${ARE_YOU})(?: ${FILLER})* (?:${MACHINE}|${PERSON})(?![\\p{L}])${FALSE_FRIENDS}(?!.{0,20}\\b(?:lover|fan of|vacuum)\\b)`,
    "u",
  ),
  new RegExp(
    `\\b(?:am i|i'?m) (?:really |actually |just )?(?:talking|speaking|chatting|texting|writing) (?:to|with) (?:${FILLER} )*(?:${MACHINE}|${PERSON})(?![\\p{L}])`,
    "u",
  ),
  new RegExp(`^(?:so |wait |hey |lol |um+ )*(?:${FILLER} )*(?:${MACHINE}|human)[ ?!.]*$`, "u"),
  new RegExp(
    `\\b(?:sound|talk|type|seem|act|look|reply|respond|write)s? (?:just )?like (?:${FILLER} )*(?:${MACHINE})(?![\\p{L}])`,
    "u",
  ),
  new RegExp(
    `\\b(?:prove|swear|promise|show me|tell me|admit|confirm)\\b.{0,30}\\b(?:${MACHINE}|real|human|a person)(?![\\p{L}])`,
    "u",
  ),
  /\b(?:is (?:this|it) (?:really|actually) you|who(?:'s| is) (?:really )?(?:typing|writing|behind (?:this|the)|answering)|do you (?:really |actually )?exist|is (?:there|anyone) (?:a )?(?:real|human|person|someone real)|are you alive)\b/,
  /\b(?:human or (?:a )?(?:bot|ai|robot|machine)|(?:bot|ai|robot|machine) or (?:a )?(?:human|person|real|not))\b/,
  /\b(?:are|r) (?:you|u) for real\b/,
];

const OTHER_LANGUAGES = [
  // Spanish
  /(?<!\p{L})(?:eres|ere|sos|es|estas siendo|es usted|seras|acaso eres)(?: tu| vos| esto| una?| de| en serio| realmente| acaso| alguna?| algun| solo)* (?:bot|robot|ia|i\.a\.|inteligencia artificial|maquina|programa|persona(?: real| de verdad)?|real|reales|human[oa]|autentic[oa]|de verdad|fals[oa]|fake|chica real|mujer real|generad[oa])(?!\p{L})(?! madrid)/u,
  /(?<!\p{L})(?:hablo|estoy hablando|hablando|chateo|escribo)(?: yo)? con (?:un |una |el |la )?(?:bot|robot|ia|maquina|persona|humano|humana|alguien real|programa)(?!\p{L})/u,
  /(?<!\p{L})(?:pareces|suenas|respondes|contestas)(?: como)? (?:un |una )?(?:bot|robot|ia|maquina)|(?:jura|jurame|prueba|demuestra|dime).{0,20}(?:bot|robot|real|humana|ia)(?!\p{L})|existes de verdad/u,
  // Portuguese
  /(?<!\p{L})(?:voce|vc|tu|ce) (?:e|es|eh) (?:um |uma |mesmo |de )*(?:bot|robo|ia|maquina|real|humana?|pessoa|verdade)(?!\p{L})|(?<!\p{L})(?:falando|falo) com (?:um |uma )?(?:bot|robo|ia|maquina|pessoa)/u,
  // French
  /(?<!\p{L})(?:t'?es|tu es|es-tu|es tu|etes-vous|vous etes|c'est)(?: vraiment| un| une| pas| juste| bien)* (?:bot|robot|ia|machine|humaine?|reelle?|vraie?(?: personne| fille)?|personne)(?!\p{L})|(?<!\p{L})je parle (?:a|avec) (?:un |une )?(?:vraie? )?(?:bot|robot|ia|machine|humain|personne)/u,
  // German, Dutch
  /(?<!\p{L})(?:bist du|bisd du|biste|sind sie|du bist)(?: wirklich| ein| eine| nur| kein| keine| echt)* (?:bot|roboter|ki|maschine|mensch|echt|real|computer|programm|echter mensch|echte frau|echte person)(?!\p{L})|(?<!\p{L})(?:schreibe|rede|spreche) ich mit (?:einem |einer )?(?:bot|roboter|ki|maschine|menschen|echten)/u,
  /(?<!\p{L})(?:ben je|ben jij|bent u)(?: een| wel| echt| niet)* (?:bot|robot|ai|mens|echt|computer|persoon)(?!\p{L})/u,
  // Italian
  /(?<!\p{L})(?:sei|ma sei|e lei)(?: un| una| davvero| veramente| proprio| solo)* (?:bot|robot|ia|macchina|umana?|reale|vera?|persona(?: vera| reale)?)(?!\p{L})|(?<!\p{L})(?:parlo|parlando) con (?:un |una )?(?:bot|robot|macchina|persona|umano)/u,
  // Polish, Turkish, Romanian, Hindi in Latin letters, Indonesian, Tagalog
  /(?<!\p{L})(?:jestes (?:botem|robotem|prawdziwa|czlowiekiem|ai)|czy (?:ty )?jestes|(?:sen )?(?:bot|robot|yapay zeka|gercek|insan) (?:musun|mısın|misin|miyim|mi)|esti (?:un )?(?:bot|robot|reala|om)|(?:tum|tu|aap|kya tum|kya aap) (?:ek )?(?:bot|robot|real|ai|insaan|asli) (?:ho|hai|hain)|(?:kamu|apakah kamu) (?:bot|robot|asli|manusia|ai)|(?:ikaw ba ay|bot ka ba|tao ka ba|totoo ka ba))(?!\p{L})/u,
  // Russian, Ukrainian (accents gone: й -> и)
  /(?:^|[^\p{L}])(?:ты|вы|ти)(?: же| точно| вообще| не| правда| реально| настоящ\p{L}*)* (?:бот|робот|ии|человек|настоящ\p{L}*|реальн\p{L}*|живая|живои|нейросеть|людина|справжня)(?!\p{L})|с (?:ботом|роботом|человеком|нейросетью)|^бот[ ?!]*$/u,
  // Arabic, Hindi, Chinese, Japanese, Korean
  /(?:هل )?(?:انت|أنت|انتي|أنتِ)\s*(?:حقا |فعلا )?(?:روبوت|بوت|انسان|إنسان|حقيقية|حقيقي|ذكاء)/u,
  /(?:तुम|आप|तू)\s*(?:सच में )?(?:एक )?(?:बोट|बॉट|रोबोट|इंसान|असली|एआई)/u,
  /你?是不?是?(?:一个|個|个)?(?:机器人|機器人|真人|人工智能|ai|bot)|(?:机器人|機器人|真人|ai)(?:吗|嗎|么|\?)/u,
  /(?:ボット|ロボット|人間|本物|本当の人|ai|人工知能)(?:です|なの|じゃ|では|でしょ|か|\?)/u,
  /(?:봇|로봇|사람|진짜|인공지능|ai)(?:이야|이에요|인가요|이니|이세요|입니까|예요|야|맞아|맞아요|\?)/u,
];

/** "swear ur not a bot??", "eres real?", "你是机器人吗": is the fan asking what they talk to? */
export function isBotQuestion(text: string): boolean {
  if (readings(text).some((reading) => ENGLISH.some((rule) => rule.test(reading)))) return true;
  const forms = new Set([plainForm(text), plainForm(text.normalize("NFKC")).normalize("NFKC")]);
  return [...forms].some((form) => OTHER_LANGUAGES.some((rule) => rule.test(form)));
}
