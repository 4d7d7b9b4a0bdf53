// A card in the conversation: what it says, its pictures, its buttons.
import type { JSX } from "preact";
import { CardBody } from "./card-body.tsx";
import { CardButtons } from "./card-buttons.tsx";
import { CardImages } from "./card-images.tsx";
import type { Card } from "./lines.ts";
import type { Press } from "./use-chat.ts";

interface CardViewProps {
  readonly card: Card;
  readonly lineId: string;
  readonly onPress: (press: Press) => void;
}

export function CardView({ card, lineId, onPress }: CardViewProps): JSX.Element {
  const isAlive = card.live !== undefined && !card.live.finished;
  return (
    <article class={`card is-${card.tone ?? "neutral"}${isAlive ? " is-live" : ""}`}>
      <h2 class="card-title">{card.title}</h2>
      {card.images && card.images.length > 0 && <CardImages images={card.images} lineId={lineId} onPress={onPress} />}
      <CardBody card={card} />
      {card.buttons && card.buttons.length > 0 && (
        <CardButtons buttons={card.buttons} onPress={(press) => onPress({ ...press, lineId })} />
      )}
    </article>
  );
}
