(function () {
  "use strict";
  var form = document.querySelector("form");
  var status = document.getElementById("shown");
  var none = document.getElementById("none");
  var texts = Array.prototype.slice.call(document.querySelectorAll("article"));
  function plain(words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function filter() {
    var wanted = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
    var language = form.elements.language.value;
    var way = form.elements.way.value;
    var count = 0;
    texts.forEach(function (text) {
      var found = plain(text.dataset.search);
      var right = wanted.every(function (word) { return found.indexOf(word) >= 0; });
      var left = false;
      text.querySelectorAll("section").forEach(function (edition) {
        var spoken = !language || edition.dataset.edition === language;
        var ways = 0;
        edition.querySelectorAll("li[data-way]").forEach(function (item) {
          item.hidden = Boolean(way) && item.dataset.way !== way;
          ways += item.hidden ? 0 : 1;
        });
        edition.hidden = !spoken || !ways;
        left = left || !edition.hidden;
      });
      text.hidden = !right || !left;
      count += text.hidden ? 0 : 1;
    });
    status.textContent = status.dataset.words.replace("{count}", count);
    none.hidden = count > 0;
  }
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
  form.addEventListener("reset", function () { window.setTimeout(filter, 0); });
  filter();
}());
