// The transaction a decision runs in; declared with the node.
#pragma once
#include "app/node.h"
