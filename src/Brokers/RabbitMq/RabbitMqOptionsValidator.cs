using Microsoft.Extensions.Options;

namespace ShopActors.Brokers;

/// <summary>
/// Refuses what is no address of a server, and half of the credentials. No text contains the address: it may contain
/// the password.
/// </summary>
internal sealed class RabbitMqOptionsValidator : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
    {
        if (!options.Enabled && !options.Commands.Enabled) return ValidateOptionsResult.Success;
        List<string> failures = [];
        if (!Uri.TryCreate(options.Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
        {
            failures.Add(
                $"{RabbitMqOptions.SectionName}:{nameof(options.Uri)} must be an address such as " +
                "amqps://rabbitmq.example:5671/shop.");
        }
        else if (options.CaPath is not null && uri.Scheme != "amqps")
        {
            failures.Add(
                $"{RabbitMqOptions.SectionName}:{nameof(options.CaPath)} needs an {nameof(options.Uri)} with amqps.");
        }

        // The user is before the colon.
        var inUri = uri?.UserInfo.Split(':', 2) ?? [];
        if (options.Username is not null && options.Password is null && inUri.Length < 2)
        {
            failures.Add(
                $"{RabbitMqOptions.SectionName}:{nameof(options.Username)} needs {nameof(options.Password)}.");
        }

        if (options.Password is not null && options.Username is null && inUri is not [{ Length: > 0 }, ..])
        {
            failures.Add(
                $"{RabbitMqOptions.SectionName}:{nameof(options.Password)} needs {nameof(options.Username)}.");
        }

        if (options.CaPath is { } path && !File.Exists(path))
        {
            failures.Add($"{RabbitMqOptions.SectionName}:{nameof(options.CaPath)}: there is no file {path}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
