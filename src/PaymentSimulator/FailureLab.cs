namespace ShopActors.PaymentSimulator;

/// <summary>
/// Trouble that is chosen while the provider runs, for payments that would work: a share of them gets the script of
/// another token. Forgotten when the process ends.
/// </summary>
public sealed class FailureLab
{
    private volatile FailureLabSetting _setting = new(Trouble.None, 0);
    private int _drawn;

    /// <summary>What goes wrong at present.</summary>
    public FailureLabSetting Setting
    {
        get => _setting;
        set => _setting = value;
    }

    /// <summary>Whether this request finds the provider away.</summary>
    internal bool IsAway => _setting is { Trouble: Trouble.Away } setting && IsHit(setting);

    /// <summary>The token with which a payment is made that was to be made with this one.</summary>
    internal string? TokenFor(string? token) => token == Tokens.Ok && ScriptOf(_setting) is { } script ? script : token;

    private string? ScriptOf(FailureLabSetting setting)
    {
        var script = setting.Trouble switch
        {
            Trouble.LostRequests => Tokens.TimeoutBefore,
            Trouble.LostAnswers => Tokens.TimeoutAfter,
            Trouble.SlowAnswers => Tokens.Slow,
            Trouble.Declines => Tokens.Declined,
            Trouble.RepeatedWebhooks => Tokens.DuplicateWebhook,
            Trouble.LateWebhooks => Tokens.LateWebhook,
            _ => null,
        };
        return script is not null && IsHit(setting) ? script : null;
    }

    /// <summary>
    /// Hits as many of every hundred as the setting says, evenly spread: those at which the running total of the share
    /// passes a whole number.
    /// </summary>
    private bool IsHit(FailureLabSetting setting)
    {
        var before = (uint)Interlocked.Increment(ref _drawn) % 100 * setting.Percent;
        return (before + setting.Percent) / 100 > before / 100;
    }
}
