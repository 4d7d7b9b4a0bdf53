// One picture, film or sound of a card. Nothing plays by itself, and the browser's own controls take keys and fingers.
import type { JSX } from "preact";
import type { CardImage } from "../../../../agents/commands/view.ts";
import { mediaUrl } from "./media-url.ts";
import { useWords } from "./words.ts";

interface CardMediaProps {
  readonly image: CardImage;
  /** A picture opens large. */
  readonly onOpen: () => void;
}

export function CardMedia({ image, onOpen }: CardMediaProps): JSX.Element {
  if (image.media === "video") return <Film image={image} />;
  if (image.media === "audio") return <Sound image={image} />;
  return <Picture image={image} onOpen={onOpen} />;
}

function Picture({ image, onOpen }: CardMediaProps): JSX.Element {
  const words = useWords().console;
  return (
    <button type="button" class="thumbnail" aria-label={words.openPicture(image.alt)} onClick={onOpen}>
      <img src={mediaUrl(image.thumbnailKey ?? image.key)} alt={image.alt} loading="lazy" decoding="async" />
    </button>
  );
}

function Film({ image }: { readonly image: CardImage }): JSX.Element {
  const still = image.thumbnailKey ? { poster: mediaUrl(image.thumbnailKey) } : {};
  return (
    <video
      class="film"
      src={mediaUrl(image.key)}
      {...still}
      aria-label={image.alt}
      controls
      playsInline
      preload="metadata"
    />
  );
}

function Sound({ image }: { readonly image: CardImage }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useMediaCaption: what is said stands in the caption below.
    <audio class="sound" src={mediaUrl(image.key)} aria-label={image.alt} controls preload="metadata" />
  );
}
