/* The ten functions of libnfc that libmrtd calls, over the first PC/SC reader: Debian builds libnfc without its PC/SC driver,
 * and a virtual card has no other. Loaded in front of libnfc by test/cardJudges.ts; only a card judge needs it.
 * Build: gcc -shared -fPIC -o nfcOverPcsc.so nfcOverPcsc.c $(pkg-config --cflags --libs libpcsclite) */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <winscard.h>

/* As in nfc-types.h: a connection string, and a modulation that is passed by value. */
typedef char connstring[1024];
typedef struct { int type; int baud_rate; } modulation;

static SCARDCONTEXT context;
static SCARDHANDLE card;

void nfc_init(void **out) { *out = &context; }
void nfc_exit(void *ignored) { (void)ignored; SCardReleaseContext(context); }
size_t nfc_list_devices(void *ignored, connstring names[], size_t count) {
  (void)ignored;
  if (count > 0) strcpy(names[0], "pcsc");
  return count > 0 ? 1 : 0;
}

void *nfc_open(void *ignored, const char *name) {
  char readers[4096];
  DWORD length = sizeof readers, protocol;
  (void)ignored, (void)name;
  if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS) return NULL;
  if (SCardListReaders(context, NULL, readers, &length) != SCARD_S_SUCCESS) return NULL;
  /* A reset begins the card's session anew, as laying it on a reader does. */
  if (SCardConnect(context, readers, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol) != SCARD_S_SUCCESS) return NULL;
  if (SCardReconnect(card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, &protocol) != SCARD_S_SUCCESS) return NULL;
  return &card;
}
void nfc_close(void *ignored) { (void)ignored; SCardDisconnect(card, SCARD_RESET_CARD); }

const char *nfc_device_get_name(void *ignored) { (void)ignored; return "PC/SC"; }
int nfc_device_set_property_bool(void *ignored, int property, bool on) { (void)ignored, (void)property, (void)on; return 0; }
int nfc_initiator_init(void *ignored) { (void)ignored; return 0; }
void nfc_perror(const void *ignored, const char *text) { (void)ignored; fprintf(stderr, "%s\n", text); }

int nfc_initiator_select_passive_target(void *ignored, modulation kind, const uint8_t *data, size_t length, void *target) {
  (void)ignored, (void)kind, (void)data, (void)length, (void)target;
  return 1;
}

int nfc_initiator_transceive_bytes(void *ignored, const uint8_t *sent, size_t count, uint8_t *answer, size_t room, int timeout) {
  DWORD length = room;
  (void)ignored, (void)timeout;
  return SCardTransmit(card, SCARD_PCI_T1, sent, count, NULL, answer, &length) == SCARD_S_SUCCESS ? (int)length : -1;
}
