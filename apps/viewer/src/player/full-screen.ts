/** Shows the player alone on the whole screen, or ends that. A browser that refuses leaves everything as it is. */
export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement !== null) return document.exitFullscreen();
  await document
    .querySelector('.player')
    ?.requestFullscreen()
    .catch(() => undefined);
}
