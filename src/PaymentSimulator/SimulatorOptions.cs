using System.ComponentModel.DataAnnotations;

namespace ShopActors.PaymentSimulator;

/// <summary>How the simulated payment provider behaves.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "PaymentSimulator";

    /// <summary>Where the provider's own books are.</summary>
    /// <value>
    /// Default: <c>./data/payments.log</c>; inside a shop's process <c>payments.log</c> in the folder of
    /// the shop's store.
    /// </value>
    [Required]
    public string LogPath { get; set; } = "./data/payments.log";

    /// <summary>
    /// Whether a shop may start in Production with this provider, which takes no real money. A trial or a load test
    /// says so on purpose.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AllowInProduction { get; set; }

    /// <summary>Where webhooks go; without it they take the way that the process registered, if any.</summary>
    /// <value>Default: none.</value>
    public Uri? WebhookUrl { get; set; }

    /// <summary>The secret that webhooks are signed with.</summary>
    /// <value>Default: a well-known one, for development.</value>
    [Required]
    public string WebhookSecret { get; set; } = "whsec_simulator_development_only";

    /// <summary>Whether a process of its own listens on every address of the machine, as containers need.</summary>
    /// <value>Default: false.</value>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>How long <c>tok_slow</c> keeps an answer back.</summary>
    /// <value>Default: 3 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan SlowDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long <c>tok_late_webhook</c> keeps a webhook back.</summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LateDelay { get; set; } = TimeSpan.FromSeconds(2);
}
