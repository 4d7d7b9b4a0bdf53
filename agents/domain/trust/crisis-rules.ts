// Phrases behind the crisis control (trust C13), English and Spanish, as data. Plain form, ñ kept.
import type { CrisisKind } from "./crisis.ts";

interface CrisisRule {
  readonly kind: CrisisKind;
  readonly directness: "direct" | "indirect";
  readonly pattern: RegExp;
}

/** Everyday figures that only sound like danger; taken out before the rules read. */
export const FIGURES_OF_SPEECH: readonly RegExp[] = [
  /\b(?:you(?:'re| are)?|u|ur|this|that|it(?:'s)?|my \w+|the \w+|heat|work) (?:is |are |r )?(?:so )?(?:killing|gonna kill|going to kill|will kill|kills?) me\b/g,
  /\b(?:i(?:'d| would| could)|id) kill for (?:a |an |some |that |your |this )?\w+/g,
  /\b(?:i'?m |im )?dying (?:of (?:laughter|boredom|laughing|curiosity|heat)|to (?:see|know|meet|try|hear|talk|go|get|eat|watch)|laughing|here (?:lol|haha))\b/g,
  /\b(?:kill(?:ing)? (?:time|it|the (?:mood|vibe|game))|killed (?:it|that)|dressed to kill|killer (?:body|look|outfit|smile|curves)|lady ?killer|suicide squad|to die for|die hard|drop dead gorgeous|bored to death|love you to death|dead tired|shoot me a (?:message|text|dm)|could murder a|(?:my (?:mom|dad|wife|boss|husband|gf|girlfriend)) (?:is going to|is gonna|will|would) kill me)\b/g,
  /\b(?:me (?:muero|mata[ns]?|estas matando|estoy muriendo) (?:de )?(?:risa|ganas|hambre|sed|sueño|calor|frio|amor|envidia|la curiosidad|aburrimiento|por (?:verte|saber|conocerte|ti))|me matas|me estas matando|matar (?:el )?tiempo|de muerte lenta|mi (?:madre|padre|jefe|mujer|novia|novio) me mata)\b/g,
];

const ME = "(?:myself|my ?self|me)";

export const CRISIS_RULES: readonly CrisisRule[] = [
  {
    kind: "suicide",
    directness: "direct",
    pattern: new RegExp(
      `\\b(?:kill(?:ing)? ${ME}|kms|end(?:ing)? (?:my (?:own )?life|it all|myself)|take my (?:own )?life|tak(?:e|ing) my life|commit(?:ting)? suicide|suicidal|suicide|unaliv(?:e|ing) (?:myself|me)|off(?:ing)? myself|hang myself|shoot myself|sewer ?slide|catch(?:ing)? the bus|(?:i )?(?:want|wanna|wish|going|gonna|ready|rather|need)(?: to)? (?:die|be dead)|i (?:wish|wanna|want) i (?:was|were) dead|wish i was never born|(?:don'?t|do not|dont) want to (?:live|be alive|exist|wake up)(?: anymore)?|jump(?:ing)? off (?:a|the) (?:bridge|roof|building)|overdose)\\b`,
    ),
  },
  {
    kind: "suicide",
    directness: "direct",
    pattern:
      /\b(?:(?:me )?(?:quiero|voy a|quisiera|deseo|necesito|pienso en|estoy pensando en) (?:matarme|morir(?:me)?|suicidarme|quitarme la vida|acabar con (?:mi vida|todo)|desaparecer para siempre|estar muert[oa])|me (?:quiero|voy a) (?:matar|morir|suicidar|quitar la vida|ahorcar)|no quiero (?:vivir|seguir viviendo|despertar|existir)(?: mas)?|suicid(?:io|arme|a)|ojala (?:estuviera|me) (?:muert[oa]|muriera)|tirarme de(?:l)? (?:un |el )?(?:puente|balcon)|mejor muert[oa])\b/,
  },
  {
    kind: "suicide",
    directness: "indirect",
    pattern:
      /\b(?:no (?:reason|point|purpose) (?:to|in|of) (?:live|living|go(?:ing)? on|be(?:ing)? (?:here|alive)|my life)|better off (?:without me|dead|if i)|(?:can'?t|cannot|cant) (?:go on|do this anymore|take (?:it|this|life) (?:anymore|any ?more))|(?:don'?t|do not|dont) (?:want|wanna)(?: to)? be here (?:anymore|any ?more)|(?:want|wanna|going) (?:to )?(?:disappear forever|sleep forever|not wake up|never wake up)|tired of (?:living|life|being alive|existing)|nobody would (?:miss me|notice|care if i)|no one would (?:miss me|notice if|care if i)|(?:this is|it'?s) my (?:last|final) (?:night|day|message|goodbye)|(?:giving|gave) away (?:all )?my (?:things|stuff|belongings)|life (?:is|isn'?t) (?:not )?worth (?:living|it)|nothing (?:left )?to live for|ready to go for good|wrote (?:a|my) (?:note|goodbye letter)|i'?m a burden|hate being alive)\b/,
  },
  {
    kind: "suicide",
    directness: "indirect",
    pattern:
      /\b(?:(?:ya )?no (?:tengo|hay|veo|tiene) (?:razon|razones|motivos?|sentido|ganas)(?: \w+){0,3} (?:vivir|vida|seguir|aqui)|estari(?:an|a[ns]) mejor sin mi|mejor sin mi|no puedo (?:mas|seguir asi)|ya no puedo mas|cansad[oa] de (?:vivir|la vida|existir)|nadie me (?:extrañaria|echaria de menos)|quiero (?:desaparecer|dormir para siempre|no despertar)|la vida no (?:vale la pena|tiene sentido)|es mi ultim[oa] (?:noche|dia|mensaje)|soy una carga)\b/,
  },
  {
    kind: "self_harm",
    directness: "direct",
    pattern: new RegExp(
      `\\b(?:cut(?:ting)? (?:${ME}|my (?:wrists?|arms?|thighs?|legs?))|hurt(?:ing)? myself|self ?-?harm(?:ing|ed)?|burn(?:ing)? myself|harm(?:ing)? myself|relapsed (?:and cut|cutting)|me (?:corto|corte|estoy cortando|quiero cortar|hago daño|quiero hacer daño)(?! (?:el|las|la) (?:pelo|uñas|barba))|cortarme (?:las venas|los brazos|las piernas|las muñecas)|autolesion\\w*|hacerme daño|lastimarme)\\b`,
    ),
  },
  {
    kind: "eating_disorder",
    directness: "direct",
    pattern:
      /\b(?:starv(?:e|ing) myself|(?:make|making|made) myself (?:throw up|vomit|puke)|(?:haven'?t|havent|not) eaten (?:in|for) (?:\d+|two|three|four|five|six|several|many) days|purg(?:e|ing) after|anorexi[ac]|bulimi[ac]|pro ?-?ana|thinspo|throw up (?:everything|after) (?:i eat|eating|meals)|llevo (?:\d+|dos|tres|cuatro|cinco|varios) dias sin comer|me provoco el vomito|vomito (?:todo )?(?:lo que como|despues de comer)|dejar de comer para|anorexi[ac]a?|bulimi[ac]a?)\b/,
  },
  {
    kind: "harm_to_others",
    directness: "direct",
    pattern:
      /\b(?:(?:i'?m |im |i )?(?:going to|gonna|will|want to|wanna|about to|plan(?:ning)? to) (?:kill|shoot|stab|murder|hurt|poison) (?:him|her|them|my (?:\w+)|everyone|everybody|people|someone|somebody|that (?:guy|girl|man|woman|bitch)|the (?:\w+))|shoot up (?:a|the|my) (?:school|office|mall|church|place)|(?:voy a|quiero|pienso) (?:matar(?:lo|la|los|las)|matar a|disparar(?:le|les)? a|apuñalar|hacer(?:le|les) daño|envenenar)|bomb (?:the|a|my) (?:school|place|office))\b/,
  },
];
