// Words that do not stand out from what is behind them by the 4.5 (large ones 3) that WCAG AA asks for.
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const paint = canvas.getContext("2d", { willReadFrequently: true });
const parse = (color) => {
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = color;
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = paint.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
};
const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
const behind = (element) => {
  const own = parse(getComputedStyle(element).backgroundColor);
  if (own[3] === 1 || !element.parentElement) return own[3] === 1 ? own : [255, 255, 255, 1];
  return over(own, behind(element.parentElement));
};
const light = (color) => {
  const [red, green, blue] = color.map((part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const faint = [];
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (words.nextNode()) {
  const element = words.currentNode.parentElement;
  const style = getComputedStyle(element);
  if (!words.currentNode.data.trim() || element.closest("script, style, title, [hidden]") || style.display === "none") continue;
  const back = behind(element);
  const ink = element.closest("svg") ? style.fill : style.color;
  const [one, other] = [light(over(parse(ink), back)), light(back)];
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const isLarge = parseFloat(style.fontSize) >= 24;
  if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${words.currentNode.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
}
return faint;
