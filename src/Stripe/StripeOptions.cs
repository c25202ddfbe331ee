using System.ComponentModel.DataAnnotations;

namespace ShopActors.Stripe;

/// <summary>Settings of Stripe as the payment provider.</summary>
internal sealed class StripeOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = $"{PaymentOptions.SectionName}:Stripe";

    /// <summary>The account's secret or restricted key; with it, the shop pays through Stripe.</summary>
    /// <value>Default: none.</value>
    public string? SecretKey { get; set; }

    /// <summary>The address of Stripe's API.</summary>
    /// <value>Default: https://api.stripe.com.</value>
    [Required]
    public Uri ApiBase { get; set; } = new("https://api.stripe.com");

    /// <summary>
    /// Whether payers may use methods that cannot be authorised first, such as bank debits and redirects to a bank.
    /// Stripe captures them as they succeed, which may take days; an order that fails meanwhile is refunded. Cards are
    /// still captured by the shop alone.
    /// </summary>
    /// <value>Default: false, which refuses them.</value>
    public bool AllowDelayedMethods { get; set; }

    /// <summary>The secrets of the webhook endpoint at Stripe; two during a rotation.</summary>
    /// <value>Default: none, which refuses every webhook of Stripe.</value>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Whether the shop pays through Stripe.</summary>
    public bool IsEnabled => !string.IsNullOrEmpty(SecretKey);
}
