using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Failover;

/// <summary>Rejects combinations under which healthy silos would be declared dead, or dead ones never.</summary>
internal sealed class FailoverValidator : IValidateOptions<FailoverSettings>
{
    public ValidateOptionsResult Validate(string? name, FailoverSettings options)
    {
        const string Section = FailoverSettings.SectionName;
        var failures = new List<string>();
        if (options.ProbeTimeoutMax < options.ProbeTimeout)
        {
            failures.Add($"{Section}:ProbeTimeoutMax must not be below ProbeTimeout.");
        }

        if (options.VoteExpiration <= options.SilenceBeforeDeath() * 2)
        {
            failures.Add($"{Section}:VoteExpiration must exceed twice ProbeTimeoutMax times ProbesMissed: "
                + "votes would expire before there are enough of them.");
        }

        if (options.RepeatAfter >= options.ResponseTimeout)
        {
            failures.Add($"{Section}:RepeatAfter must be below ResponseTimeout: the call would be over by then.");
        }

        if (options.RepeatDelay > options.RepeatAfter)
        {
            failures.Add($"{Section}:RepeatDelay must not exceed RepeatAfter.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
