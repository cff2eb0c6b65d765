import "i18next";

import type about from "./locales/en/about.json";
import type accounts from "./locales/en/accounts.json";
import type admin from "./locales/en/admin.json";
import type archives from "./locales/en/archives.json";
import type alerts from "./locales/en/alerts.json";
import type comments from "./locales/en/comments.json";
import type cooperation from "./locales/en/cooperation.json";
import type desk from "./locales/en/desk.json";
import type exported from "./locales/en/export.json";
import type files from "./locales/en/files.json";
import type gatherings from "./locales/en/gatherings.json";
import type items from "./locales/en/items.json";
import type mail from "./locales/en/mail.json";
import type membership from "./locales/en/membership.json";
import type network from "./locales/en/network.json";
import type notices from "./locales/en/notices.json";
import type offices from "./locales/en/offices.json";
import type overview from "./locales/en/overview.json";
import type profile from "./locales/en/profile.json";
import type report from "./locales/en/report.json";
import type review from "./locales/en/review.json";
import type richText from "./locales/en/rich-text.json";
import type search from "./locales/en/search.json";
import type settings from "./locales/en/settings.json";
import type site from "./locales/en/site.json";
import type tables from "./locales/en/tables.json";
import type vocabularies from "./locales/en/vocabularies.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "site";
    resources: {
      about: typeof about;
      accounts: typeof accounts;
      admin: typeof admin;
      archives: typeof archives;
      alerts: typeof alerts;
      comments: typeof comments;
      cooperation: typeof cooperation;
      desk: typeof desk;
      export: typeof exported;
      files: typeof files;
      gatherings: typeof gatherings;
      items: typeof items;
      mail: typeof mail;
      membership: typeof membership;
      network: typeof network;
      notices: typeof notices;
      offices: typeof offices;
      overview: typeof overview;
      profile: typeof profile;
      report: typeof report;
      review: typeof review;
      "rich-text": typeof richText;
      search: typeof search;
      settings: typeof settings;
      site: typeof site;
      tables: typeof tables;
      vocabularies: typeof vocabularies;
    };
  }
}
