using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace ShopActors.Brokers;

/// <summary>Refuses a mechanism without the credentials that it needs, and a file that is not there.</summary>
internal sealed class KafkaOptionsValidator : IValidateOptions<KafkaOptions>
{
    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        if (!options.Enabled && !options.Commands.Enabled) return ValidateOptionsResult.Success;
        List<string> failures = [];
        if (options.SaslMechanism is SaslMechanism.Plain or SaslMechanism.ScramSha256 or SaslMechanism.ScramSha512
            && (string.IsNullOrEmpty(options.Username) || string.IsNullOrEmpty(options.Password)))
        {
            failures.Add(
                $"{KafkaOptions.SectionName}:{nameof(options.SaslMechanism)} {options.SaslMechanism} needs " +
                $"{nameof(options.Username)} and {nameof(options.Password)}.");
        }

        if (options.SaslMechanism is null && options.Password is not null)
        {
            failures.Add(
                $"{KafkaOptions.SectionName}:{nameof(options.Password)} needs {nameof(options.SaslMechanism)}.");
        }

        if (options.CaPath is { } path && !File.Exists(path))
        {
            failures.Add($"{KafkaOptions.SectionName}:{nameof(options.CaPath)}: there is no file {path}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
