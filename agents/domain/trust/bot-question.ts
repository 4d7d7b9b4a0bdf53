// Trust C2: whoever asks whether they talk to a machine gets the truth. Many languages, typos, chat spelling.
import { ENGLISH_BOT_QUESTION } from "./bot-question-english.ts";
import { SPANISH_BOT_QUESTION } from "./bot-question-spanish.ts";
import { chatReadings } from "./chat-words.ts";
import { anyFits } from "./pattern-index.ts";
import { plainForm } from "./text-normal-form.ts";

export const BOT_QUESTION_RULE_VERSION = "2026-11-26";

const asksInOtherWords = anyFits([
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
  /你?是不?是?(?:一个|個|个)?(?:机器人|機器人|真人|人工智能|ai|bot)|(?:机器人|機器人|真人|(?<![a-z])ai)(?:吗|嗎|么|\?)/u,
  /(?:ボット|ロボット|人間|本物|本当の人|(?<![a-z])ai|人工知能)(?:です|なの|じゃ|では|でしょ|か|\?)/u,
  /(?:봇|로봇|사람|진짜|인공지능|(?<![a-z])ai)(?:이야|이에요|인가요|이니|이세요|입니까|예요|야|맞아|맞아요|\?)/u,
]);

/** "swear ur not a bot??", "eres real?", "你是机器人吗": is the fan asking what they talk to? */
export function isBotQuestion(text: string): boolean {
  return (
    chatReadings(text, "en").some((words) => ENGLISH_BOT_QUESTION.test(words)) ||
    chatReadings(text, "es").some((words) => SPANISH_BOT_QUESTION.test(words)) ||
    asksInAnotherLanguage(text)
  );
}

function asksInAnotherLanguage(text: string): boolean {
  const forms = new Set([plainForm(text), plainForm(text.normalize("NFKC")).normalize("NFKC")]);
  return [...forms].some(asksInOtherWords);
}
