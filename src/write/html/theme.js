"use strict";
// A button that turns the page from light to dark and back; without a press the page follows the system.
{
  const button = document.getElementById("theme");
  const isDark = () => (document.documentElement.style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.addEventListener("click", () => {
    document.documentElement.style.colorScheme = isDark() ? "light" : "dark";
    name();
  });
  button.hidden = false;
  name();
}
