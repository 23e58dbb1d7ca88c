// Amounts in words: every form of the grammar of both languages, over the whole range of money.
#include "billing/documents/amount_words.h"

#include <limits>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "billing/documents/number_words.h"

namespace tirek::documents {
namespace {

std::string Words(std::int64_t minor, Language language) {
  const auto words = AmountInWords(Money::FromMinor(minor, kTenge), language);
  REQUIRE(words.has_value());
  return *words;
}

struct Case {
  std::int64_t minor;
  const char* russian;
  const char* kazakh;
};

void CheckAll(const Case* begin, const Case* end) {
  for (const Case* c = begin; c != end; ++c) {
    CAPTURE(c->minor);
    CHECK(Words(c->minor, Language::kRussian) == c->russian);
    CHECK(Words(c->minor, Language::kKazakh) == c->kazakh);
  }
}

TEST_CASE("whole tenge are written in words") {
  const Case cases[] = {
      {0, "Ноль тенге 00 тиынов", "Нөл теңге 00 тиын"},
      {1'00, "Один тенге 00 тиынов", "Бір теңге 00 тиын"},
      {2'00, "Два тенге 00 тиынов", "Екі теңге 00 тиын"},
      {3'00, "Три тенге 00 тиынов", "Үш теңге 00 тиын"},
      {5'00, "Пять тенге 00 тиынов", "Бес теңге 00 тиын"},
      {10'00, "Десять тенге 00 тиынов", "Он теңге 00 тиын"},
      {11'00, "Одиннадцать тенге 00 тиынов", "Он бір теңге 00 тиын"},
      {14'00, "Четырнадцать тенге 00 тиынов", "Он төрт теңге 00 тиын"},
      {19'00, "Девятнадцать тенге 00 тиынов", "Он тоғыз теңге 00 тиын"},
      {20'00, "Двадцать тенге 00 тиынов", "Жиырма теңге 00 тиын"},
      {21'00, "Двадцать один тенге 00 тиынов", "Жиырма бір теңге 00 тиын"},
      {36'00, "Тридцать шесть тенге 00 тиынов", "Отыз алты теңге 00 тиын"},
      {47'00, "Сорок семь тенге 00 тиынов", "Қырық жеті теңге 00 тиын"},
      {58'00, "Пятьдесят восемь тенге 00 тиынов", "Елу сегіз теңге 00 тиын"},
      {69'00, "Шестьдесят девять тенге 00 тиынов", "Алпыс тоғыз теңге 00 тиын"},
      {70'00, "Семьдесят тенге 00 тиынов", "Жетпіс теңге 00 тиын"},
      {82'00, "Восемьдесят два тенге 00 тиынов", "Сексен екі теңге 00 тиын"},
      {99'00, "Девяносто девять тенге 00 тиынов", "Тоқсан тоғыз теңге 00 тиын"},
      {100'00, "Сто тенге 00 тиынов", "Бір жүз теңге 00 тиын"},
      {101'00, "Сто один тенге 00 тиынов", "Бір жүз бір теңге 00 тиын"},
      {111'00, "Сто одиннадцать тенге 00 тиынов", "Бір жүз он бір теңге 00 тиын"},
      {200'00, "Двести тенге 00 тиынов", "Екі жүз теңге 00 тиын"},
      {999'00, "Девятьсот девяносто девять тенге 00 тиынов",
       "Тоғыз жүз тоқсан тоғыз теңге 00 тиын"},
  };
  CheckAll(std::begin(cases), std::end(cases));
}

TEST_CASE("a thousand is feminine in Russian, and greater scales are masculine") {
  const Case cases[] = {
      {1'000'00, "Одна тысяча тенге 00 тиынов", "Бір мың теңге 00 тиын"},
      {1'001'00, "Одна тысяча один тенге 00 тиынов", "Бір мың бір теңге 00 тиын"},
      {2'000'00, "Две тысячи тенге 00 тиынов", "Екі мың теңге 00 тиын"},
      {2'002'00, "Две тысячи два тенге 00 тиынов", "Екі мың екі теңге 00 тиын"},
      {5'000'00, "Пять тысяч тенге 00 тиынов", "Бес мың теңге 00 тиын"},
      {11'000'00, "Одиннадцать тысяч тенге 00 тиынов", "Он бір мың теңге 00 тиын"},
      {12'000'00, "Двенадцать тысяч тенге 00 тиынов", "Он екі мың теңге 00 тиын"},
      {21'000'00, "Двадцать одна тысяча тенге 00 тиынов", "Жиырма бір мың теңге 00 тиын"},
      {22'000'00, "Двадцать две тысячи тенге 00 тиынов", "Жиырма екі мың теңге 00 тиын"},
      {100'000'00, "Сто тысяч тенге 00 тиынов", "Бір жүз мың теңге 00 тиын"},
      {111'111'00, "Сто одиннадцать тысяч сто одиннадцать тенге 00 тиынов",
       "Бір жүз он бір мың бір жүз он бір теңге 00 тиын"},
      {501'000'00, "Пятьсот одна тысяча тенге 00 тиынов", "Бес жүз бір мың теңге 00 тиын"},
      {1'000'000'00, "Один миллион тенге 00 тиынов", "Бір миллион теңге 00 тиын"},
      {1'000'001'00, "Один миллион один тенге 00 тиынов", "Бір миллион бір теңге 00 тиын"},
      {1'001'000'00, "Один миллион одна тысяча тенге 00 тиынов",
       "Бір миллион бір мың теңге 00 тиын"},
      {2'000'000'00, "Два миллиона тенге 00 тиынов", "Екі миллион теңге 00 тиын"},
      {5'000'000'00, "Пять миллионов тенге 00 тиынов", "Бес миллион теңге 00 тиын"},
      {1'000'000'000'00, "Один миллиард тенге 00 тиынов", "Бір миллиард теңге 00 тиын"},
      {3'000'000'000'00, "Три миллиарда тенге 00 тиынов", "Үш миллиард теңге 00 тиын"},
      {11'000'000'000'00, "Одиннадцать миллиардов тенге 00 тиынов",
       "Он бір миллиард теңге 00 тиын"},
      {1'000'000'000'000'00, "Один триллион тенге 00 тиынов", "Бір триллион теңге 00 тиын"},
      {4'000'000'000'000'00, "Четыре триллиона тенге 00 тиынов", "Төрт триллион теңге 00 тиын"},
      {2'000'000'000'000'000'00, "Два квадриллиона тенге 00 тиынов",
       "Екі квадриллион теңге 00 тиын"},
  };
  CheckAll(std::begin(cases), std::end(cases));
}

TEST_CASE("tiyns are two digits and decline in Russian") {
  const Case cases[] = {
      {1, "Ноль тенге 01 тиын", "Нөл теңге 01 тиын"},
      {2, "Ноль тенге 02 тиына", "Нөл теңге 02 тиын"},
      {4, "Ноль тенге 04 тиына", "Нөл теңге 04 тиын"},
      {5, "Ноль тенге 05 тиынов", "Нөл теңге 05 тиын"},
      {10, "Ноль тенге 10 тиынов", "Нөл теңге 10 тиын"},
      {11, "Ноль тенге 11 тиынов", "Нөл теңге 11 тиын"},
      {14, "Ноль тенге 14 тиынов", "Нөл теңге 14 тиын"},
      {21, "Ноль тенге 21 тиын", "Нөл теңге 21 тиын"},
      {99, "Ноль тенге 99 тиынов", "Нөл теңге 99 тиын"},
      {1'333'433'65,
       "Один миллион триста тридцать три тысячи четыреста тридцать три тенге 65 тиынов",
       "Бір миллион үш жүз отыз үш мың төрт жүз отыз үш теңге 65 тиын"},
  };
  CheckAll(std::begin(cases), std::end(cases));
}

TEST_CASE("below zero the sign is a word, and the ends of the range have words") {
  const Case cases[] = {
      {-1, "Минус ноль тенге 01 тиын", "Минус нөл теңге 01 тиын"},
      {-21'000'02, "Минус двадцать одна тысяча тенге 02 тиына",
       "Минус жиырма бір мың теңге 02 тиын"},
      {std::numeric_limits<std::int64_t>::max(),
       "Девяносто два квадриллиона двести тридцать три триллиона семьсот двадцать миллиардов "
       "триста шестьдесят восемь миллионов пятьсот сорок семь тысяч семьсот пятьдесят восемь "
       "тенге 07 тиынов",
       "Тоқсан екі квадриллион екі жүз отыз үш триллион жеті жүз жиырма миллиард үш жүз алпыс "
       "сегіз миллион бес жүз қырық жеті мың жеті жүз елу сегіз теңге 07 тиын"},
      {std::numeric_limits<std::int64_t>::min(),
       "Минус девяносто два квадриллиона двести тридцать три триллиона семьсот двадцать "
       "миллиардов триста шестьдесят восемь миллионов пятьсот сорок семь тысяч семьсот пятьдесят "
       "восемь тенге 08 тиынов",
       "Минус тоқсан екі квадриллион екі жүз отыз үш триллион жеті жүз жиырма миллиард үш жүз "
       "алпыс сегіз миллион бес жүз қырық жеті мың жеті жүз елу сегіз теңге 08 тиын"},
  };
  CheckAll(std::begin(cases), std::end(cases));
}

TEST_CASE("the greatest number that there is has words") {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  CHECK(NumberInWords(kMost, Language::kRussian).starts_with("восемнадцать квинтиллионов "));
  CHECK(NumberInWords(kMost, Language::kKazakh).starts_with("он сегіз квинтиллион "));
}

// What a clerk reads back is what was written: no two sums share their words.
TEST_CASE("every sum up to a million has words of its own") {
  for (const Language language : {Language::kRussian, Language::kKazakh}) {
    std::set<std::string> seen;
    for (std::uint64_t number = 0; number < 1'000'000; number += 7) {
      const std::string words = NumberInWords(number, language);
      REQUIRE(words.find("  ") == std::string::npos);
      REQUIRE(!words.ends_with(' '));
      REQUIRE(seen.insert(words).second);
    }
  }
}

TEST_CASE("an amount in words begins with a capital, whatever its first word") {
  for (const Language language : {Language::kRussian, Language::kKazakh}) {
    for (std::int64_t tenge = 0; tenge < 1000; ++tenge) {
      const std::string words = Words(tenge * 100, language);
      const std::string small = NumberInWords(static_cast<std::uint64_t>(tenge), language);
      REQUIRE(!words.starts_with(small));
      REQUIRE(words.substr(2).starts_with(small.substr(2)));
    }
  }
}

TEST_CASE("a currency without names here is refused") {
  const auto words =
      AmountInWords(Money::FromMinor(100, *Currency::FromCode("USD")), Language::kRussian);
  REQUIRE(!words.has_value());
  CHECK(words.error().reason == "UNKNOWN_CURRENCY");
}

}  // namespace
}  // namespace tirek::documents
