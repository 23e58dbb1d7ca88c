// Where a payment file says what the ISO 20022 message has no field for. The national guide is not
// public, so each place is an assumption until the bank confirms it, and can be set.
#pragma once

namespace tirek::bank {

enum class Pain001Version { k03, k09 };

// КНП alone.
enum class KnpPlace {
  kPurpose,              // Purp/Prtry
  kRegulatoryReporting,  // RgltryRptg/Dtls/Cd
};

// КОд, КБе, currency and КНП together: "EKNP 1217KZT859".
enum class EknpPlace {
  kRemittance,   // the first words of RmtInf/Ustrd, before reference and purpose
  kInstruction,  // InstrForDbtrAgt, so that the free text has more room
  kNowhere,
};

struct PaymentFileLayout {
  Pain001Version version = Pain001Version::k09;
  KnpPlace knp = KnpPlace::kPurpose;
  EknpPlace eknp = EknpPlace::kRemittance;
};

}  // namespace tirek::bank
