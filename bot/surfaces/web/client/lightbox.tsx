// One picture large, with its caption and buttons; arrows move, Escape closes.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CardImage } from "../../../../agents/commands/view.ts";
import { CardButtons } from "./card-buttons.tsx";
import { Icon } from "./icons.tsx";
import { mediaUrl } from "./media-url.ts";
import type { Press } from "./use-chat.ts";
import { useWords } from "./words.ts";

interface LightboxProps {
  readonly images: readonly CardImage[];
  readonly position: number;
  readonly onMove: (position: number) => void;
  readonly onClose: () => void;
  readonly onPress: (image: CardImage, press: Press) => void;
}

export function Lightbox({ images, position, onMove, onClose, onPress }: LightboxProps): JSX.Element | null {
  const words = useWords().console;
  const dialog = useRef<HTMLDialogElement>(null);
  // The platform's own dialog keeps the focus inside and closes on Escape.
  useEffect(() => dialog.current?.showModal(), []);
  const image = images[position];
  if (!image) return null;
  const move = (by: number) => onMove((position + by + images.length) % images.length);
  const onKey = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).tagName === "INPUT") return;
    if (event.key === "ArrowLeft") move(-1);
    if (event.key === "ArrowRight") move(1);
  };
  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label={image.alt}
      onClose={onClose}
      onKeyDown={onKey}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="lightbox-frame">
        <button
          type="button"
          class="round lightbox-close"
          aria-label={words.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
        <img class="lightbox-picture" src={mediaUrl(image.key)} alt={image.alt} />
        {images.length > 1 && (
          <div class="lightbox-moves">
            <button type="button" class="round" aria-label={words.previous} onClick={() => move(-1)}>
              <Icon name="left" />
            </button>
            <span aria-live="polite">{words.pictureOf(position + 1, images.length)}</span>
            <button type="button" class="round" aria-label={words.next} onClick={() => move(1)}>
              <Icon name="right" />
            </button>
          </div>
        )}
        {image.caption && <p class="caption">{image.caption}</p>}
        {image.buttons && image.buttons.length > 0 && (
          <CardButtons buttons={image.buttons} onPress={(press) => onPress(image, press)} key={image.key} />
        )}
      </div>
    </dialog>
  );
}
