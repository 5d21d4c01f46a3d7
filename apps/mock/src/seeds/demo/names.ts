// Every name here is invented; none is of a real person, shop or street.

/** Hubs beside the documented ones, with their position. */
export const hubs = [
  { name: "Tanjung Laras", street: "Jalan Dermaga Lama 2", lat: -7.1634, lng: 112.6528, postcode: "61181" },
  { name: "Muara Jingga", street: "Jalan Pasir Merah 17", lat: -7.4471, lng: 112.7186, postcode: "61272" },
  { name: "Bukit Selasih", street: "Jalan Kebun Teh 9", lat: -7.8712, lng: 112.5265, postcode: "65318" },
] as const;

export const firstNames = ["Bagas", "Citra", "Dewa", "Gita", "Hanif", "Intan", "Jaka", "Kirana", "Laras", "Nara"];

export const lastNames = ["Samudra", "Pantai", "Muara", "Gelora", "Pasang", "Bakau", "Tambak", "Cakrawala"];

export const shopKinds = ["Toko", "Warung", "Kios", "Apotek", "Depot", "Kedai", "Bengkel", "Rumah Makan"];

export const shopNames = [
  "Bintang Laut",
  "Mutiara Biru",
  "Angin Segar",
  "Rembulan",
  "Sumber Rasa",
  "Melati Jaya",
  "Karang Indah",
  "Cahaya Pagi",
  "Ombak Tenang",
  "Pelangi",
  "Nusa Harum",
  "Kenanga",
  "Layar Putih",
  "Teluk Damai",
  "Padi Emas",
  "Kelapa Dua",
  "Senja",
  "Harapan Kita",
];

export const streets = [
  "Jalan Kapal Layar",
  "Jalan Angin Timur",
  "Jalan Mercusuar",
  "Jalan Bunga Karang",
  "Jalan Lumba-Lumba",
  "Jalan Camar",
  "Jalan Perahu Kecil",
  "Jalan Jangkar",
  "Jalan Pelangi Senja",
  "Jalan Kulit Kerang",
  "Jalan Nelayan Tua",
  "Jalan Buih Putih",
];

export const notes = [
  "Received by the owner.",
  "Left with the neighbour.",
  "Received at the counter.",
  "Gate was closed.",
];
