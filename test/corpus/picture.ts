/**
 * A picture as SVG. It weighs what photographs weigh: browsers do not count as a page's largest paint what has less than 0.05 bits a pixel
 * (https://wicg.github.io/largest-contentful-paint/).
 */
export function picture(width: number, height: number, hue: number): string {
  const grains = Array.from({ length: 400 }, (_, n) => {
    const [x, y] = [(n * 7919) % width, (n * 104_729) % height];
    return `<circle cx="${x}" cy="${y}" r="${(n % 17) + 4}" fill="hsl(${(hue + (n % 40)) % 360} 35% ${40 + (n % 35)}%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="hsl(${hue} 30% 70%)"/>${grains.join('')}</svg>`;
}
