using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Adds the sending of messages to a silo.</summary>
internal static class MessageServices
{
    /// <summary>The sender of the configuration, unless an <see cref="IMessageSender"/> was added before.</summary>
    public static void AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessageOptions>()
            .Bind(configuration.GetSection(MessageOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MessageOptions>, MessageOptionsValidator>());
        services.TryAddSingleton(Create);
    }

    private static IMessageSender Create(IServiceProvider services)
    {
        var isDevelopment = services.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var means = services.GetRequiredService<IOptions<MessageOptions>>().Value.Sender
            ?? (isDevelopment ? MessageMeans.File : MessageMeans.None);
        return means switch
        {
            MessageMeans.File => ActivatorUtilities.CreateInstance<FileMessageSender>(services),
            MessageMeans.Smtp => ActivatorUtilities.CreateInstance<SmtpMessageSender>(services),
            _ => new NoMessageSender(),
        };
    }
}
