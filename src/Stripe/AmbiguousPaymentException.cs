namespace ShopActors.Stripe;

/// <summary>Stripe names an intent that is not the payment's, or several for one payment.</summary>
internal sealed class AmbiguousPaymentException() : Exception("Stripe has no single intent for the payment.");
