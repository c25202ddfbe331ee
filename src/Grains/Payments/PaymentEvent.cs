namespace ShopActors;

/// <summary>The events of a payment; stored by the names in <see cref="PurchaseEvent"/>.</summary>
internal abstract record PaymentEvent : PurchaseEvent
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The intent to authorise, recorded before the provider is called.</summary>
    internal sealed record AuthorisationRequested : PaymentEvent
    {
        public required OrderId Order { get; init; }
        public required PrincipalId Owner { get; init; }
        public required Money Amount { get; init; }

        /// <summary>The payer's token if there is no order that has it: <see cref="PurchaseState.Token"/>.</summary>
        public string? Token { get; init; }

        public string? TokenFingerprint { get; init; }

        // Leaves the token out, because it is the payer's secret.
        public override string ToString() => $"authorisation of {Amount} for {Order} requested";
    }

    /// <summary>The intent to capture.</summary>
    internal sealed record CaptureRequested : PaymentEvent
    {
        public required Money Amount { get; init; }
    }

    /// <summary>The intent to void: the authorisation is not needed any more, and never will be.</summary>
    internal sealed record VoidRequested : PaymentEvent
    {
        public required OrderId Order { get; init; }
    }

    /// <summary>The intent to refund.</summary>
    internal sealed record RefundRequested : PaymentEvent
    {
        public required OperationId Refund { get; init; }
        public required string Key { get; init; }
        public required Money Amount { get; init; }
    }

    /// <summary>The provider gave a definite answer.</summary>
    internal sealed record OperationAnswered : PaymentEvent
    {
        public required string Key { get; init; }
        public required OperationStatus Status { get; init; }
        public Money? Amount { get; init; }
        public string? Reference { get; init; }
        public string? Code { get; init; }

        /// <summary>The attempts of this call that had no answer; null for none.</summary>
        public int? Retries { get; init; }
    }

    /// <summary>The provider wants the payer to confirm the payment (3-D Secure).</summary>
    internal sealed record ConfirmationRequired : PaymentEvent
    {
        public required string Key { get; init; }
        public required string Url { get; init; }
        public string? Reference { get; init; }
    }

    /// <summary>The provider says that the payment is under way and takes long; recorded once.</summary>
    internal sealed record ProcessingStarted : PaymentEvent
    {
        public required string Key { get; init; }
        public string? Reference { get; init; }
    }

    /// <summary>An attempt ended without a definite answer.</summary>
    internal sealed record OperationUncertain : PaymentEvent
    {
        public required string Key { get; init; }
        public string? Code { get; init; }
    }

    /// <summary>A person has decided what became of an operation in review.</summary>
    internal sealed record OperationDecided : PaymentEvent
    {
        public required string Key { get; init; }
        public required OperationId Operation { get; init; }
        public required bool Succeeded { get; init; }
        public required PrincipalId By { get; init; }
        public required string Evidence { get; init; }
    }

    /// <summary>
    /// The provider executed an operation that the shop did not request, or that it had refused before.
    /// </summary>
    internal sealed record OperationFound : PaymentEvent
    {
        public required ProviderOperation Operation { get; init; }
        public required string Key { get; init; }
        public required Money Amount { get; init; }
        public string? Reference { get; init; }
    }

    /// <summary>A webhook was recorded; its operation is to be looked up.</summary>
    internal sealed record WebhookReceived : PaymentEvent
    {
        public required string EventId { get; init; }
        public required string Key { get; init; }
    }

    /// <summary>An operation was looked up without news.</summary>
    internal sealed record Rechecked : PaymentEvent
    {
        public required string Key { get; init; }
    }

    /// <summary>A person has to look at the payment.</summary>
    internal sealed record ReviewNeeded : PaymentEvent
    {
        public required string Reason { get; init; }

        /// <summary>The operation that is no longer asked about; null if it is settled.</summary>
        public string? Key { get; init; }
    }
}
