/**
 * Where a number's first national digits tell its zone, in the countries with several (outside the
 * NANP). Zone → prefixes of the national number; the longest that fits counts. Mobile ranges that
 * are sold nation-wide are left out: they tell nothing.
 *
 * Origin: the countries' numbering plans as printed in Google libphonenumber's time-zone map (Apache
 * License 2.0), written down at the level of regions; Mexico by the zones since the reform of 2022.
 */
export const ZONE_PREFIXES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AU: {
    'Australia/Sydney': '2',
    'Australia/Melbourne': '3',
    'Australia/Brisbane': '7',
    'Australia/Adelaide': '87 88',
    'Australia/Darwin': '879 889',
    'Australia/Perth': '86 89',
  },
  BR: {
    'America/Sao_Paulo': '1 2 3 4 5 61 62 64',
    'America/Araguaina': '63',
    'America/Campo_Grande': '67',
    'America/Cuiaba': '65 66',
    'America/Porto_Velho': '69',
    'America/Rio_Branco': '68',
    'America/Bahia': '7',
    'America/Recife': '81 82 83 84 87',
    'America/Fortaleza': '85 86 88 89 98 99',
    'America/Belem': '91 93 94 96',
    'America/Manaus': '92 97',
    'America/Boa_Vista': '95',
  },
  CD: { 'Africa/Kinshasa': '1 3 4 5 6', 'Africa/Lubumbashi': '2' },
  CL: {
    'America/Santiago': '2 3 4 5 63 64 65 67 7',
    'America/Punta_Arenas': '61',
    'Pacific/Easter': '32210',
  },
  ES: { 'Europe/Madrid': '8 9', 'Atlantic/Canary': '822 828 922 928' },
  GL: { 'America/Nuuk': '3 6 8', 'America/Thule': '97', 'America/Scoresbysund': '99' },
  ID: {
    'Asia/Jakarta': '2 31 32 33 34 35 513 519 522 525 528 53 56 6 7',
    'Asia/Makassar': '36 37 38 4 511 512 517 518 526 527 54 55',
    'Asia/Jayapura': '90 91 92 95 96 97 98',
  },
  MN: { 'Asia/Ulaanbaatar': '1 2', 'Asia/Hovd': '14 24' },
  MX: {
    'America/Mexico_City': '2 3 4 5 7 8 9 618 671 674 675 676 677',
    'America/Cancun': '983 984 987 998',
    'America/Chihuahua': '614 621 625 627 628 629 635 636 639 648 649 652 659',
    'America/Ciudad_Juarez': '656',
    'America/Hermosillo': '622 623 631 632 633 634 637 638 641 642 643 644 645 647 651 653 662',
    'America/Matamoros': '867 868 877 878 894 897 899',
    'America/Mazatlan':
      '311 319 323 324 325 327 389 612 613 615 624 667 668 669 672 673 687 694 695 696 697 698',
    'America/Ojinaga': '626',
    'America/Tijuana': '616 646 658 661 664 665 686',
  },
  NZ: { 'Pacific/Auckland': '3 4 6 7 9', 'Pacific/Chatham': '3305' },
  PT: { 'Europe/Lisbon': '2', 'Atlantic/Madeira': '291', 'Atlantic/Azores': '292 295 296' },
  RU: {
    'Europe/Moscow': '47 48 49 81 82 83 841 843 844 847 855 86 87',
    'Europe/Kaliningrad': '401',
    'Europe/Saratov': '845',
    'Europe/Samara': '341 846 848',
    'Europe/Ulyanovsk': '842',
    'Europe/Astrakhan': '851',
    'Asia/Yekaterinburg': '342 343 345 346 347 349 351 352 353',
    'Asia/Omsk': '381',
    'Asia/Novosibirsk': '383',
    'Asia/Tomsk': '382',
    'Asia/Novokuznetsk': '384',
    'Asia/Barnaul': '385 388',
    'Asia/Krasnoyarsk': '390 391 394',
    'Asia/Irkutsk': '301 395',
    'Asia/Chita': '302',
    'Asia/Yakutsk': '411 416',
    'Asia/Vladivostok': '421 423 426',
    'Asia/Sakhalin': '424',
    'Asia/Magadan': '413',
    'Asia/Kamchatka': '415',
    'Asia/Anadyr': '427',
  },
};

/** Countries with more than one clock whose numbers do not tell which (besides those above). */
export const UNTOLD_COUNTRIES: ReadonlySet<string> = new Set(['EC', 'FM', 'KI', 'PF', 'PG', 'UM']);
