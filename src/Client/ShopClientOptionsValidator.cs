using Microsoft.Extensions.Options;

namespace ShopActors.Client;

/// <summary>Finds everything that is wrong with the options of a client.</summary>
internal sealed class ShopClientOptionsValidator : IValidateOptions<ShopClientOptions>
{
    // A timer takes no more than this.
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    // Doubled pauses reach any sensible limit of time before this.
    private const int RepetitionsMax = 20;

    public ValidateOptionsResult Validate(string? name, ShopClientOptions options)
    {
        var failures = FailuresOf(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IEnumerable<string> FailuresOf(ShopClientOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" })
        {
            yield return $"{nameof(options.Address)} must be an absolute http or https address without a query.";
        }

        if (!SentText.IsToken(options.Token))
        {
            yield return $"{nameof(options.Token)} must be visible ASCII characters.";
        }

        if (!IsTime(options.TimeLimit)) yield return Time(nameof(options.TimeLimit));
        if (!IsTime(options.AttemptTimeLimit)) yield return Time(nameof(options.AttemptTimeLimit));
        if (!IsTime(options.PauseMin)) yield return Time(nameof(options.PauseMin));
        if (!IsTime(options.PauseMax)) yield return Time(nameof(options.PauseMax));
        if (options.PauseMin > options.PauseMax)
        {
            yield return $"{nameof(options.PauseMin)} must not exceed {nameof(options.PauseMax)}.";
        }

        if (options.RepetitionsMax is < 0 or > RepetitionsMax)
        {
            yield return $"{nameof(options.RepetitionsMax)} must be 0 to {RepetitionsMax}.";
        }
    }

    private static bool IsTime(TimeSpan value) => value >= TimeSpan.FromMilliseconds(10) && value <= TimeMax;

    private static string Time(string name) => $"{name} must be 10 milliseconds to a day.";
}
