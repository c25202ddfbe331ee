using System.ComponentModel.DataAnnotations;

namespace ShopActors.PaymentSimulator;

/// <summary>Settings of the simulated payment provider.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "PaymentSimulator";

    /// <summary>
    /// Whether a shop may start in Production with this provider, which moves no real money. Meant for
    /// trials and load tests.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AllowInProduction { get; set; }

    /// <summary>
    /// The address that webhooks are sent to; without it they are delivered by the channel that the process registered,
    /// if any.
    /// </summary>
    /// <value>Default: none.</value>
    public Uri? WebhookUrl { get; set; }

    /// <summary>The secret that webhooks are signed with.</summary>
    /// <value>Default: a well-known one, for development.</value>
    [Required]
    public string WebhookSecret { get; set; } = "whsec_simulator_development_only";

    /// <summary>Whether the standalone provider listens on every address of the machine, as containers need.</summary>
    /// <value>Default: false.</value>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>
    /// The address at which payers' browsers reach the provider, for the page on which <c>tok_3ds</c> is confirmed.
    /// </summary>
    /// <value>Default: where the process listens.</value>
    public Uri? PublicUrl { get; set; }

    /// <summary>How long <c>tok_slow</c> delays an answer.</summary>
    /// <value>Default: 3 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan SlowDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the bank takes for <c>tok_bank_debit</c> and <c>tok_bank_debit_failed</c>.</summary>
    /// <value>Default: 20 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SettlementDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long <c>tok_late_webhook</c> delays a webhook.</summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LateDelay { get; set; } = TimeSpan.FromSeconds(2);
}
