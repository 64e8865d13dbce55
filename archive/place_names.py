"""Names of places by which newsrooms date their texts: provinces, kabupaten, kota, their seats, and some cities abroad.

Own list, after the names of the Ministry of Home Affairs' codes; it only tells a place from an outlet's name, and
gives no codes.
"""

PROVINCE_NAMES = (
    "aceh, nad, sumatera utara, sumut, sumatera barat, sumbar, riau, jambi, sumatera selatan, sumsel, bengkulu, "
    "lampung, bangka belitung, kepulauan bangka belitung, babel, kepulauan riau, kepri, dki jakarta, dki, "
    "jawa barat, jabar, jawa tengah, jateng, di yogyakarta, diy, daerah istimewa yogyakarta, jawa timur, jatim, "
    "banten, bali, nusa tenggara barat, ntb, nusa tenggara timur, ntt, kalimantan barat, kalbar, "
    "kalimantan tengah, kalteng, kalimantan selatan, kalsel, kalimantan timur, kaltim, kalimantan utara, kaltara, "
    "sulawesi utara, sulut, sulawesi tengah, sulteng, sulawesi selatan, sulsel, sulawesi tenggara, sultra, "
    "gorontalo, sulawesi barat, sulbar, maluku, maluku utara, malut, papua, papua barat, papua barat daya, "
    "papua selatan, papua tengah, papua pegunungan, indonesia"
)

PLACE_NAMES = (
    # Aceh, Sumatera Utara
    "banda aceh, sabang, lhokseumawe, langsa, subulussalam, aceh besar, aceh barat, aceh barat daya, aceh jaya, "
    "aceh selatan, aceh singkil, aceh tamiang, aceh tengah, aceh tenggara, aceh timur, aceh utara, bener meriah, "
    "bireuen, gayo lues, nagan raya, pidie, pidie jaya, simeulue, meulaboh, takengon, sigli, jantho, tapaktuan, "
    "calang, idi, kutacane, blangkejeren, lhoksukon, karang baru, kuala simpang, singkil, blangpidie, meureudu, "
    "medan, binjai, pematangsiantar, pematang siantar, siantar, sibolga, tanjungbalai, tanjung balai, "
    "tebing tinggi, tebingtinggi, padangsidimpuan, padang sidempuan, padangsidempuan, gunungsitoli, gunung sitoli, "
    "asahan, batubara, batu bara, dairi, deli serdang, deliserdang, humbang hasundutan, humbahas, karo, "
    "labuhanbatu, labuhan batu, labuhanbatu selatan, labusel, labuhanbatu utara, labura, langkat, "
    "mandailing madina, nias, nias barat, nias selatan, nias utara, padang lawas, palas, "
    "padang lawas utara, paluta, pakpak bharat, samosir, serdang bedagai, sergai, simalungun, tapanuli selatan, "
    "tapsel, tapanuli tengah, tapteng, tapanuli utara, taput, toba, tobasa, balige, tarutung, siborongborong, "
    "kabanjahe, berastagi, sidikalang, kisaran, rantauprapat, rantau prapat, stabat, pangkalan brandan, "
    "lubuk pakam, pancur batu, sei rampah, pandan, barus, panyabungan, gunung tua, sibuhuan, "
    "teluk dalam, pangururan, doloksanggul, dolok sanggul, "
    # Sumatera Barat, Riau, Kepulauan Riau, Jambi
    "padang, bukittinggi, bukit tinggi, pariaman, payakumbuh, padang panjang, padangpanjang, sawahlunto, solok, "
    "agam, dharmasraya, lima puluh kota, limapuluh kota, kepulauan mentawai, mentawai, padang pariaman, pasaman, "
    "pasaman barat, pesisir selatan, sijunjung, solok selatan, tanah datar, batusangkar, lubuk basung, painan, "
    "lubuk sikaping, simpang empat, muaro sijunjung, suliki, alahan panjang, talu, pulau punjung, "
    "pekanbaru, dumai, bengkalis, indragiri hilir, inhil, indragiri hulu, inhu, kampar, kepulauan meranti, "
    "meranti, kuantan singingi, kuansing, pelalawan, rokan hilir, rohil, rokan hulu, rohul, siak, "
    "siak sri indrapura, bagansiapiapi, bagan siapi-api, bangkinang, pasir pengaraian, pasirpengaraian, rengat, "
    "tembilahan, selatpanjang, selat panjang, teluk kuantan, pangkalan kerinci, duri, "
    "batam, tanjungpinang, tanjung pinang, bintan, karimun, tanjung balai karimun, lingga, natuna, ranai, "
    "kepulauan anambas, anambas, tarempa, dabo singkep, "
    "kota jambi, sungai penuh, sungaipenuh, batang hari, batanghari, bungo, kerinci, merangin, muaro jambi, "
    "sarolangun, tanjung jabung barat, tanjabbar, tanjung jabung timur, tanjabtim, tebo, muara bulian, bangko, "
    "muara bungo, muara tebo, kuala tungkal, muara sabak, sengeti, "
    # Sumatera Selatan, Bengkulu, Lampung, Bangka Belitung
    "palembang, lubuklinggau, lubuk linggau, pagaralam, pagar alam, prabumulih, banyuasin, empat lawang, lahat, "
    "muara enim, muaraenim, musi banyuasin, muba, musi rawas, musi rawas utara, muratara, ogan ilir, "
    "ogan komering ilir, oki, ogan komering ulu, oku, oku selatan, oku timur, pali, kayuagung, kayu agung, "
    "baturaja, martapura, muaradua, muara dua, sekayu, indralaya, pangkalan balai, tanjung enim, tanjung raja, "
    "surulangun rawas, kota bengkulu, bengkulu selatan, bengkulu tengah, bengkulu utara, kaur, kepahiang, lebong, "
    "mukomuko, rejang lebong, seluma, curup, manna, arga makmur, argamakmur, bintuhan, tais, "
    "bandar lampung, bandarlampung, metro, lampung barat, lampung selatan, lampung tengah, lampung timur, "
    "lampung utara, mesuji, pesawaran, pesisir barat, pringsewu, tanggamus, tulang bawang, tulangbawang, "
    "tulang bawang barat, tubaba, way kanan, waykanan, kalianda, kotabumi, kotaagung, kota agung, gunung sugih, "
    "gunungsugih, menggala, sukadana, liwa, krui, blambangan umpu, gedong tataan, rajabasa, "
    "pangkalpinang, pangkal pinang, bangka, bangka barat, bangka selatan, bangka tengah, belitung, "
    "belitung timur, sungailiat, muntok, mentok, toboali, koba, tanjungpandan, tanjung pandan, manggar, "
    # Jakarta, Banten, Jawa Barat
    "jakarta, jakarta pusat, jakarta barat, jakarta selatan, jakarta timur, jakarta utara, kepulauan seribu, "
    "cipinang, salemba, jatinegara, pondok bambu, serang, tangerang, tangerang selatan, tangsel, cilegon, lebak, "
    "pandeglang, rangkasbitung, tigaraksa, ciputat, serpong, bandung, bandung barat, bekasi, bogor, cimahi, "
    "cirebon, depok, sukabumi, tasikmalaya, banjar, ciamis, cianjur, garut, indramayu, karawang, kuningan, "
    "majalengka, pangandaran, purwakarta, subang, sumedang, cibinong, gunung sindur, cikarang, soreang, "
    "lembang, cileungsi, singaparna, warungkiara, jelekong, sukamiskin, ngamprah, palabuhanratu, "
    # Jawa Tengah, Yogyakarta
    "semarang, surakarta, solo, magelang, pekalongan, salatiga, tegal, banjarnegara, banyumas, batang, blora, "
    "boyolali, brebes, cilacap, demak, grobogan, jepara, karanganyar, kebumen, kendal, klaten, kudus, pati, "
    "pemalang, purbalingga, purworejo, rembang, sragen, sukoharjo, temanggung, wonogiri, wonosobo, purwokerto, "
    "nusakambangan, purwodadi, ungaran, ambarawa, slawi, kutoarjo, cepu, kajen, mungkid, yogyakarta, yogya, jogja, "
    "jogjakarta, bantul, gunungkidul, gunung kidul, kulon progo, kulonprogo, sleman, wonosari, wates, "
    # Jawa Timur
    "surabaya, batu, blitar, kediri, madiun, malang, mojokerto, pasuruan, probolinggo, bangkalan, banyuwangi, "
    "bojonegoro, bondowoso, gresik, jember, jombang, lamongan, lumajang, magetan, nganjuk, ngawi, pacitan, "
    "pamekasan, ponorogo, sampang, sidoarjo, situbondo, sumenep, trenggalek, tuban, tulungagung, porong, "
    "kepanjen, kraksaan, bangil, caruban, lowokwaru, medaeng, arjasa, "
    # Bali, Nusa Tenggara
    "denpasar, badung, bangli, buleleng, gianyar, jembrana, karangasem, klungkung, tabanan, singaraja, kerobokan, "
    "amlapura, mangupura, nusa dua, ubud, kuta, semarapura, mataram, bima, dompu, lombok barat, "
    "lombok tengah, lombok timur, lombok utara, sumbawa, sumbawa barat, praya, selong, gerung, raba, raba bima, "
    "sumbawa besar, taliwang, lombok, kupang, alor, belu, ende, flores timur, lembata, malaka, manggarai, "
    "manggarai barat, manggarai timur, nagekeo, ngada, rote ndao, sabu raijua, sikka, sumba barat, "
    "sumba barat daya, sumba tengah, sumba timur, timor tengah selatan, tts, timor tengah utara, ttu, atambua, "
    "bajawa, ba'a, borong, kalabahi, kefamenanu, labuan bajo, larantuka, lewoleba, maumere, mbay, ruteng, soe, "
    "oelamasi, tambolaka, waikabubak, waingapu, waibakul, betun, "
    # Kalimantan
    "pontianak, singkawang, bengkayang, kapuas hulu, kayong utara, ketapang, kubu raya, kuburaya, landak, melawi, "
    "mempawah, sambas, sanggau, sekadau, sintang, putussibau, ngabang, nanga pinoh, sungai raya, palangka raya, "
    "palangkaraya, barito selatan, barito timur, barito utara, gunung mas, kapuas, katingan, kotawaringin barat, "
    "kobar, kotawaringin timur, kotim, lamandau, murung raya, pulang pisau, sukamara, seruyan, pangkalan bun, "
    "sampit, kuala kapuas, kuala kurun, kasongan, muara teweh, buntok, tamiang layang, puruk cahu, nanga bulik, "
    "kuala pembuang, banjarmasin, banjarbaru, balangan, barito kuala, hulu sungai selatan, hss, "
    "hulu sungai tengah, hst, hulu sungai utara, hsu, kotabaru, tabalong, tanah bumbu, tanah laut, tapin, amuntai, "
    "barabai, batulicin, kandangan, marabahan, paringin, pelaihari, rantau, tanjung, karang intan, samarinda, "
    "balikpapan, bontang, berau, kutai barat, kutai kartanegara, kukar, kutai timur, kutim, mahakam ulu, paser, "
    "penajam, penajam paser utara, ppu, tenggarong, sangatta, sendawar, tanah grogot, tanjung redeb, "
    "ikn, tarakan, bulungan, malinau, nunukan, tana tidung, tanjung selor, "
    # Sulawesi
    "manado, bitung, kotamobagu, tomohon, bolaang mongondow, bolmong, bolaang mongondow utara, bolmut, "
    "bolaang mongondow selatan, bolaang mongondow timur, boltim, kepulauan sangihe, sangihe, sitaro, "
    "kepulauan talaud, talaud, minahasa, minahasa selatan, minsel, minahasa tenggara, minahasa utara, "
    "minut, tondano, tahuna, amurang, airmadidi, ratahan, melonguane, lirung, palu, banggai, banggai kepulauan, "
    "banggai laut, buol, donggala, morowali, morowali utara, parigi moutong, parimo, poso, sigi, tojo una-una, "
    "tolitoli, toli-toli, ampana, luwuk, parigi, bungku, kolonodale, leok, petobo, makassar, palopo, parepare, "
    "pare-pare, bantaeng, barru, bone, bulukumba, enrekang, gowa, jeneponto, kepulauan selayar, selayar, luwu, "
    "luwu timur, luwu utara, maros, pangkep, pangkajene, pinrang, sidenreng rappang, sidrap, sinjai, soppeng, "
    "takalar, tana toraja, toraja, toraja utara, wajo, sungguminasa, bollangi, watampone, watansoppeng, sengkang, "
    "makale, rantepao, masamba, malili, belopa, kendari, baubau, bau-bau, bombana, buton, buton selatan, "
    "buton tengah, buton utara, kolaka, kolaka timur, koltim, kolaka utara, kolut, konawe, konawe kepulauan, "
    "konawe selatan, konsel, konawe utara, konut, muna, muna barat, wakatobi, raha, unaaha, lasusua, rumbia, "
    "andoolo, wanggudu, pasarwajo, kota gorontalo, boalemo, bone bolango, gorontalo utara, pohuwato, limboto, "
    "tilamuta, marisa, suwawa, kwandang, mamuju, majene, mamasa, mamuju tengah, mateng, mamuju utara, pasangkayu, "
    "polewali, polewali mandar, polman, topoyo, "
    # Maluku, Papua
    "ambon, tual, buru, buru selatan, kepulauan aru, dobo, maluku barat daya, mbd, maluku tengah, malteng, "
    "maluku tenggara, malra, kepulauan tanimbar, saumlaki, seram bagian barat, sbb, seram bagian timur, sbt, "
    "masohi, namlea, namrole, piru, bula, langgur, tiakur, geser, banda, banda neira, wahai, ternate, "
    "tidore, tidore kepulauan, sofifi, halmahera barat, halmahera selatan, halsel, halmahera tengah, halteng, "
    "halmahera timur, haltim, halmahera utara, halut, kepulauan sula, sanana, pulau morotai, morotai, "
    "pulau taliabu, taliabu, tobelo, jailolo, labuha, weda, maba, jayapura, kota jayapura, sentani, abepura, doyo, "
    "doyo baru, biak, biak numfor, keerom, arso, kepulauan yapen, yapen, serui, mamberamo raya, sarmi, supiori, "
    "waropen, manokwari, fakfak, kaimana, manokwari selatan, ransiki, pegunungan arfak, teluk bintuni, bintuni, "
    "teluk wondama, wasior, sorong, kota sorong, aimas, maybrat, raja ampat, waisai, sorong selatan, teminabuan, "
    "tambrauw, merauke, asmat, agats, boven digoel, tanah merah, mappi, kepi, nabire, deiyai, dogiyai, intan jaya, "
    "mimika, timika, paniai, enarotali, puncak jaya, wamena, jayawijaya, lanny jaya, "
    "mamberamo tengah, nduga, pegunungan bintang, oksibil, tolikara, karubaga, yahukimo, dekai, yalimo, "
    # abroad
    "kuala lumpur, johor bahru, kota kinabalu, kuching, tawau, singapura, bandar seri begawan, dili, bangkok, "
    "phnom penh, hanoi, ho chi minh, manila, yangon, vientiane, beijing, shanghai, hong kong, taipei, tokyo, "
    "osaka, seoul, pyongyang, new delhi, mumbai, islamabad, dhaka, kabul, teheran, baghdad, damaskus, beirut, "
    "yerusalem, tel aviv, gaza, riyadh, jeddah, makkah, mekkah, mekah, madinah, mina, arafah, dubai, abu dhabi, "
    "doha, ankara, istanbul, kairo, tripoli, nairobi, johannesburg, cape town, moskow, kiev, kyiv, warsawa, "
    "berlin, frankfurt, munich, wina, jenewa, zurich, paris, london, manchester, madrid, barcelona, lisabon, roma, "
    "milan, brussels, amsterdam, den haag, stockholm, oslo, washington, washington dc, new york, los angeles, "
    "chicago, texas, miami, ottawa, toronto, mexico city, brasilia, buenos aires, canberra, sydney, melbourne, "
    "perth, darwin, wellington, auckland, port moresby"
)

PROVINCES = frozenset(PROVINCE_NAMES.split(", "))
PLACES = frozenset(PLACE_NAMES.split(", "))
TITLES = ("kota ", "kabupaten ", "kab. ", "kab ", "pulau ", "kecamatan ")


def is_province(name: str) -> bool:
    """True for the name of a province, or the abbreviation that newsrooms use for it."""
    return name.casefold() in PROVINCES


def is_place(name: str) -> bool:
    """True for a known kabupaten, kota, seat or city, with or without `Kota`, `Kabupaten`, `Kab.`."""
    folded = " ".join(name.casefold().replace("’", "'").split())
    if folded in PLACES:
        return True
    return any(
        folded.startswith(title) and (folded.removeprefix(title) in PLACES or folded.removeprefix(title) in PROVINCES)
        for title in TITLES
    )
