import "i18next";

import type about from "./locales/en/about.json";
import type accounts from "./locales/en/accounts.json";
import type admin from "./locales/en/admin.json";
import type desk from "./locales/en/desk.json";
import type items from "./locales/en/items.json";
import type mail from "./locales/en/mail.json";
import type network from "./locales/en/network.json";
import type report from "./locales/en/report.json";
import type review from "./locales/en/review.json";
import type richText from "./locales/en/rich-text.json";
import type search from "./locales/en/search.json";
import type site from "./locales/en/site.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "site";
    resources: {
      about: typeof about;
      accounts: typeof accounts;
      admin: typeof admin;
      desk: typeof desk;
      items: typeof items;
      mail: typeof mail;
      network: typeof network;
      report: typeof report;
      review: typeof review;
      "rich-text": typeof richText;
      search: typeof search;
      site: typeof site;
    };
  }
}
