using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace ShopActors.Brokers;

/// <summary>
/// Refuses a mechanism without the credentials that it needs, what would be ignored, and a file that is not there.
/// </summary>
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

        var hasMechanism = options.SaslMechanism is not null;
        Need(hasMechanism, nameof(options.SaslMechanism), options.Username, nameof(options.Username));
        Need(hasMechanism, nameof(options.SaslMechanism), options.Password, nameof(options.Password));
        Need(options.Tls, nameof(options.Tls), options.CaPath, nameof(options.CaPath));
        if (options.CaPath is { } path && !File.Exists(path))
        {
            failures.Add($"{KafkaOptions.SectionName}:{nameof(options.CaPath)}: there is no file {path}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Need(bool isMet, string needed, string? value, string name)
        {
            if (value is not null && !isMet) failures.Add($"{KafkaOptions.SectionName}:{name} needs {needed}.");
        }
    }
}
