namespace ShopActors.Client.Tests;

/// <summary>Every method of the client, by the operation that it calls, with all of its parameters.</summary>
internal static class ClientCalls
{
    private static readonly VersionedWriteOptions AtVersion = new() { IfMatch = "\"7\"" };
    private static readonly VersionedWriteOptions IfNew = new() { IfNothingYet = true };
    private static readonly Dictionary<string, string> Metadata = new() { ["gift"] = "yes" };
    private static readonly Money Amount = new() { Amount = 1299, Currency = "EUR", Exponent = 2 };

    private static readonly Address Berlin =
        new() { Name = "Ada", Line1 = "Street 1", City = "Berlin", Country = "DE" };

    private static readonly WebhookEndpointRequest Endpoint =
        new() { Url = "https://receiver.example", Events = ["order.*"] };

    public static IReadOnlyDictionary<string, Func<ShopClient, Task>[]> All { get; } =
        new Dictionary<string, Func<ShopClient, Task>[]>
        {
            ["listProducts"] =
            [
                shop => shop.Products.ListPageAsync(
                    new()
                    {
                        Search = "words",
                        Category = "books",
                        Group = "G",
                        Attributes = new Dictionary<string, string> { ["colour"] = "red" },
                        Sort = ProductSort.PriceDescending,
                        Currency = "USD",
                        MinPrice = 1,
                        MaxPrice = 2,
                        InStock = true,
                        Facets = true,
                        SaleStatus = "any",
                    },
                    "next-1", 10),
                async shop => await shop.Products.ListAsync().CountAsync(),
            ],
            ["listCategories"] = [shop => shop.Products.ListCategoriesAsync()],
            ["getProduct"] =
            [
                shop => shop.Products.GetAsync("prd_1"),
                shop => shop.Products.GetIfChangedAsync("prd_1", "\"7\""),
            ],
            ["createProduct"] =
            [
                shop => shop.Products.CreateAsync(new()
                {
                    Sku = "MUG-1",
                    Title = "Mug",
                    Price = new() { Amount = 1290, Currency = "EUR", Exponent = 2 },
                    Status = NewProductStatus.Draft,
                    InitialStock = 4,
                }),
            ],
            ["changeProduct"] = Conditional((shop, options) =>
                shop.Products.ChangeAsync("prd_1", new() { Title = "Cup" }, options)),
            ["publishProduct"] =
            [
                shop => shop.Products.PublishAsync("prd_1"),
                .. Conditional((shop, options) =>
                    shop.Products.PublishAsync("prd_1", DateTimeOffset.UnixEpoch, options)),
            ],
            ["withdrawProduct"] =
                Conditional((shop, options) => shop.Products.WithdrawAsync("prd_1", options)),
            ["claimOrders"] = [shop => shop.Customers.ClaimOrdersAsync("cus_1")],
            ["getImport"] = [shop => shop.Products.GetImportAsync("imp_1")],
            ["getAvailability"] =
            [
                shop => shop.Products.GetAvailabilityAsync("prd_1"),
                shop => shop.Products.GetAvailabilityIfChangedAsync("prd_1", "\"7\""),
            ],
            ["createCart"] =
            [
                shop => shop.Carts.CreateAsync(),
                shop => shop.Carts.CreateAsync(new() { Currency = "USD", Metadata = Metadata }),
            ],
            ["getCart"] =
            [
                shop => shop.Carts.GetAsync("cart_1", checkStock: true),
                shop => shop.Carts.GetIfChangedAsync("cart_1", "\"7\""),
            ],
            ["addCartItem"] = Conditional((shop, options) =>
                shop.Carts.AddItemAsync("cart_1", new() { Sku = "BOOK-1", Quantity = 2 }, options)),
            ["setCartItemQuantity"] = Conditional((shop, options) =>
                shop.Carts.SetQuantityAsync("cart_1", "line_1", 2, options)),
            ["removeCartItem"] = Conditional((shop, options) =>
                shop.Carts.RemoveItemAsync("cart_1", "line_1", options)),
            ["mergeCart"] = Conditional((shop, options) =>
                shop.Carts.MergeAsync(
                    "cart_1", new() { FromCartId = "cart_2", Strategy = MergeStrategy.Sum }, options)),
            ["setCartContact"] = Conditional((shop, options) =>
                shop.Carts.SetContactAsync("cart_1", new() { Email = "ada@shop.example", Phone = "1" }, options)),
            ["setShippingAddress"] = Conditional((shop, options) =>
                shop.Carts.SetShippingAddressAsync("cart_1", Berlin, options)),
            ["setBillingAddress"] = Conditional((shop, options) =>
                shop.Carts.SetBillingAddressAsync("cart_1", Berlin, options)),
            ["listShippingMethods"] = [shop => shop.Carts.ListShippingMethodsAsync("cart_1")],
            ["setShippingMethod"] = Conditional((shop, options) =>
                shop.Carts.SetShippingMethodAsync("cart_1", "standard", options)),
            ["addCoupon"] = Conditional((shop, options) =>
                shop.Carts.AddCouponAsync("cart_1", "WELCOME10", options)),
            ["removeCoupon"] = Conditional((shop, options) =>
                shop.Carts.RemoveCouponAsync("cart_1", "WELCOME10", options)),
            ["createPromotion"] =
            [
                shop => shop.Promotions.CreateAsync(new()
                {
                    Name = "Welcome", Kind = PromotionKind.Percentage, Value = 10, Code = "WELCOME10",
                }),
            ],
            ["listPromotions"] = [shop => shop.Promotions.ListAsync()],
            ["getPromotion"] = [shop => shop.Promotions.GetAsync("promo_1")],
            ["endPromotion"] = [shop => shop.Promotions.EndAsync("promo_1")],
            ["createShipment"] =
            [
                shop => shop.Fulfilment.ShipAsync("ord_1"),
                shop => shop.Fulfilment.ShipAsync("ord_1", new()
                {
                    Lines = [new() { Sku = "BOOK-1", Quantity = 1 }], Status = ShipmentStatus.Packed, Carrier = "c",
                }),
            ],
            ["changeShipment"] =
            [
                shop => shop.Fulfilment.ChangeShipmentAsync(
                    "ord_1", "req_1", new() { Status = ShipmentStatus.Delivered }),
            ],
            ["addOrderNote"] = [shop => shop.Fulfilment.AddNoteAsync("ord_1", "note")],
            ["requestReturn"] =
            [
                shop => shop.Fulfilment.RequestReturnAsync(
                    "ord_1", new() { Lines = [new() { Line = 1, Quantity = 1 }], Reason = "damaged" }),
            ],
            ["getReturn"] = [shop => shop.Fulfilment.GetReturnAsync("ret_1")],
            ["approveReturn"] = [shop => shop.Fulfilment.ApproveReturnAsync("ret_1")],
            ["rejectReturn"] = [shop => shop.Fulfilment.RejectReturnAsync("ret_1")],
            ["receiveReturn"] =
            [
                shop => shop.Fulfilment.ReceiveReturnAsync("ret_1"),
                shop => shop.Fulfilment.ReceiveReturnAsync(
                    "ret_1", new() { Lines = [new() { Line = 1, Quantity = 1, Restock = 0 }], Refund = false }),
            ],
            ["listAllOrders"] =
            [
                shop => shop.Orders.ListAllPageAsync(
                    new()
                    {
                        Status = OrderStatus.Confirmed,
                        Fulfilment = FulfilmentStatus.Partial,
                        NeedsReview = false,
                        From = DateTimeOffset.UnixEpoch,
                        To = DateTimeOffset.UnixEpoch,
                        Customer = "cus_1",
                        Text = "walden",
                    },
                    "next-1",
                    10),
                async shop => await shop.Orders.ListAllAsync().CountAsync(),
            ],
            ["checkOut"] =
            [
                shop => shop.Carts.CheckOutAsync(
                    "cart_1", new() { PaymentToken = "tok_ok", ExpectedTotal = Amount },
                    new() { Wait = TimeSpan.FromSeconds(2) }),
            ],
            ["decidePayment"] =
            [
                shop => shop.Payments.DecideAsync("pay_1", new()
                {
                    Operation = "pay_1:capture",
                    Outcome = PaymentDecision.Failed,
                    Evidence = "The dashboard has no capture.",
                }),
            ],
            ["getPayment"] =
            [
                shop => shop.Payments.GetAsync("pay_1"),
                shop => shop.Payments.GetIfChangedAsync("pay_1", "\"7\""),
            ],
            ["checkPayment"] = [shop => shop.Payments.CheckAsync(new() { Amount = 1299, PaymentToken = "tok_ok" })],
            ["createOperatorKey"] =
            [
                shop => shop.Operators.CreateKeyAsync(new() { Name = "Grace", Role = OperatorRole.Support }),
            ],
            ["getOverview"] = [shop => shop.Operators.GetOverviewAsync()],
            ["listOperatorKeys"] = [shop => shop.Operators.ListKeysAsync()],
            ["deleteOperatorKey"] = [shop => shop.Operators.DeleteKeyAsync("opk_1")],
            ["readAuditLog"] =
            [
                shop => shop.Operators.ReadLogPageAsync("next-1", 10),
                async shop => await shop.Operators.ReadLogAsync().CountAsync(),
            ],
            ["runAudit"] = [shop => shop.Audit.RunAsync()],
            ["beginAudit"] = [shop => shop.Audit.BeginAsync()],
            ["getAudit"] = [shop => shop.Audit.GetAsync("req_1")],
            ["listAudits"] =
            [
                shop => shop.Audit.ListPageAsync("next-1", 10),
                async shop => await shop.Audit.ListAsync().CountAsync(),
            ],
            ["readLedger"] =
            [
                shop => shop.Audit.ReadLedgerPageAsync("next-1", 10),
                async shop => await shop.Audit.ReadLedgerAsync().CountAsync(),
            ],
            ["listCustomers"] =
            [
                shop => shop.Customers.ListPageAsync("Ada", "next-1", 10),
                async shop => await shop.Customers.ListAsync("Ada").CountAsync(),
            ],
            ["getCustomerRecord"] = [shop => shop.Customers.GetRecordAsync("cus_1")],
            ["recountCustomers"] = [shop => shop.Customers.RecountAsync()],
            ["getRecount"] = [shop => shop.Customers.GetRecountAsync()],
            ["beginReconciliation"] = [shop => shop.Payments.BeginReconciliationAsync()],
            ["listReconciliations"] = [shop => shop.Payments.ListReconciliationsAsync()],
            ["getReconciliation"] = [shop => shop.Payments.GetReconciliationAsync("req_1")],
            ["listOrders"] =
            [
                shop => shop.Orders.ListPageAsync("next-1", 10),
                async shop => await shop.Orders.ListAsync().CountAsync(),
            ],
            ["getOrder"] =
            [
                shop => shop.Orders.GetAsync("ord_1"),
                shop => shop.Orders.GetIfChangedAsync("ord_1", "\"7\""),
                shop => shop.Orders.WaitForEndAsync("ord_1", TimeSpan.Zero),
            ],
            ["getOrderTimeline"] =
            [
                shop => shop.Orders.GetTimelineAsync("ord_1", DateTimeOffset.UnixEpoch),
                shop => shop.Orders.GetTimelineIfChangedAsync("ord_1", "\"7\""),
            ],
            ["cancelOrder"] = [shop => shop.Orders.CancelAsync("ord_1")],
            ["refundOrder"] =
            [
                shop => shop.Orders.RefundAsync("ord_1"),
                shop => shop.Orders.RefundAsync("ord_1", new() { Amount = Amount }),
                shop => shop.Orders.RefundAsync(
                    "ord_1", new() { Lines = [new() { Line = 1, Quantity = 1 }], Shipping = true }),
            ],
            ["setStock"] = Conditional((shop, options) => shop.Stock.SetAsync("BOOK-1", 10, options)),
            ["getStock"] =
            [
                shop => shop.Stock.GetAsync("BOOK-1"),
                shop => shop.Stock.GetIfChangedAsync("BOOK-1", "\"7\""),
            ],
            ["reserveStock"] = [shop => shop.Stock.ReserveAsync("BOOK-1", 2)],
            ["releaseStock"] = [shop => shop.Stock.ReleaseAsync("BOOK-1")],
            ["adjustStock"] =
            [
                shop => shop.Stock.AdjustAsync("BOOK-1", new() { Delta = -1, Reason = AdjustmentReason.WrittenOff }),
            ],
            ["listReservations"] =
            [
                shop => shop.Stock.ListReservationPageAsync("BOOK-1", "next-1", 10),
                async shop => await shop.Stock.ListReservationsAsync("BOOK-1").CountAsync(),
            ],
            ["releaseReservation"] = [shop => shop.Stock.ReleaseReservationAsync("BOOK-1", "req_1/a")],
            ["explainStock"] = [shop => shop.Stock.ExplainAsync("BOOK-1", "next-1", 10)],
            ["registerCustomer"] =
            [
                shop => shop.Customers.RegisterAsync(
                    new() { Name = "Ada", Email = "ada@shop.example", Password = "old words" }),
            ],
            ["getCustomer"] =
            [
                shop => shop.Customers.GetAsync("cus_1"),
                shop => shop.Customers.GetIfChangedAsync("cus_1", "\"7\""),
            ],
            ["updateCustomer"] = Conditional((shop, options) =>
                shop.Customers.UpdateAsync("cus_1", new() { Name = "Ada", Email = "ada@shop.example" }, options)),
            ["deleteCustomer"] = Conditional((shop, options) => shop.Customers.DeleteAsync("cus_1", options)),
            ["changePassword"] =
            [
                shop => shop.Customers.ChangePasswordAsync("cus_1", "new words"),
                shop => shop.Customers.ChangePasswordAsync("cus_1", "new words", "old words"),
            ],
            ["requestEmailVerification"] = [shop => shop.Customers.RequestEmailVerificationAsync("cus_1")],
            ["verifyEmail"] = [shop => shop.Customers.VerifyEmailAsync("sa_ver_1")],
            ["requestPasswordReset"] = [shop => shop.Customers.RequestPasswordResetAsync("ada@shop.example")],
            ["resetPassword"] = [shop => shop.Customers.ResetPasswordAsync("sa_rst_1", "new words")],
            ["signIn"] = [shop => shop.Sessions.SignInAsync("ada@shop.example", "old words")],
            ["signInWithOpenId"] = [shop => shop.Sessions.SignInWithOpenIdAsync("a.b.c")],
            ["exportCustomer"] = [shop => shop.Customers.ExportAsync("cus_1")],
            ["listIdentities"] = [shop => shop.Customers.ListIdentitiesAsync("cus_1")],
            ["linkIdentity"] = [shop => shop.Customers.LinkIdentityAsync("cus_1", "a.b.c")],
            ["unlinkIdentity"] = [shop => shop.Customers.UnlinkIdentityAsync("cus_1", "idn_1")],
            ["refreshSession"] = [shop => shop.Sessions.RefreshAsync("sa_ref_1")],
            ["signOut"] = [shop => shop.Sessions.SignOutAsync()],
            ["listSessions"] = [shop => shop.Sessions.ListAsync("cus_1")],
            ["endSession"] = [shop => shop.Sessions.EndAsync("cus_1", "ses_1")],
            ["getOwnCart"] = [shop => shop.OwnCart.GetAsync()],
            ["addToOwnCart"] = [shop => shop.OwnCart.AddAsync("BOOK-1", 2)],
            ["setStockAlert"] = [shop => shop.Stock.SetAlertAsync("BOOK-1", 5)],
            ["listStockAlerts"] = [shop => shop.Stock.ListAlertsAsync()],
            ["listSubscriptions"] = [shop => shop.Subscriptions.ListAsync()],
            ["getSubscription"] = [shop => shop.Subscriptions.GetAsync("kafka")],
            ["pauseSubscription"] = [shop => shop.Subscriptions.PauseAsync("kafka")],
            ["resumeSubscription"] = [shop => shop.Subscriptions.ResumeAsync("kafka")],
            ["replaySubscription"] = [shop => shop.Subscriptions.ReplayAsync("kafka", 1)],
            ["createWebhookEndpoint"] = [shop => shop.Webhooks.CreateAsync(Endpoint)],
            ["listWebhookEndpoints"] = [shop => shop.Webhooks.ListAsync()],
            ["getWebhookEndpoint"] =
            [
                shop => shop.Webhooks.GetAsync("whe_1"),
                shop => shop.Webhooks.GetIfChangedAsync("whe_1", "\"7\""),
            ],
            ["changeWebhookEndpoint"] = Conditional((shop, options) =>
                shop.Webhooks.ChangeAsync("whe_1", Endpoint, options)),
            ["deleteWebhookEndpoint"] = [shop => shop.Webhooks.DeleteAsync("whe_1")],
            ["rotateWebhookSecret"] = [shop => shop.Webhooks.RotateSecretAsync("whe_1")],
            ["listWebhookDeliveries"] = [shop => shop.Webhooks.ListDeliveriesAsync("whe_1")],
            ["replayWebhooks"] = [shop => shop.Webhooks.ReplayAsync("whe_1", 1, 7)],
            ["removeFromOwnCart"] = [shop => shop.OwnCart.RemoveAsync("BOOK-1")],
        };

    private static Func<ShopClient, Task>[] Conditional(Func<ShopClient, VersionedWriteOptions, Task> write) =>
        [shop => write(shop, AtVersion), shop => write(shop, IfNew)];
}
