using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Refuses methods that could not be priced.</summary>
internal sealed class ShippingOptionsValidator : IValidateOptions<ShippingOptions>
{
    public const int MethodsMax = 50;
    public const int IdLengthMax = 40;

    public ValidateOptionsResult Validate(string? name, ShippingOptions options)
    {
        var wrong = new List<string>();
        if (options.Methods.Count > MethodsMax) wrong.Add($"Shipping:Methods has more than {MethodsMax} entries.");
        if (options.Required && options.Methods.Count == 0) wrong.Add("Shipping:Required needs Shipping:Methods.");
        foreach (var (id, method) in options.Methods)
        {
            var at = $"Shipping:Methods:{id}";
            if (!IsId(id)) wrong.Add($"{at}: a method's id has up to {IdLengthMax} letters, digits and hyphens.");
            if (!PlainText.IsValid(method.Name, BuyerLimits.TextMax)) wrong.Add($"{at}:Name is missing or too long.");
            if (method.Rates.Count == 0) wrong.Add($"{at}:Rates is empty.");
            foreach (var country in method.Countries)
            {
                if (!Country.TryParse(country, out _)) wrong.Add($"{at}:Countries: '{country}' is no country's code.");
            }

            foreach (var rate in method.Rates)
            {
                if (!Currency.TryParse(rate.Currency, out _)) wrong.Add($"{at}:Rates: '{rate.Currency}': no currency.");
                if (rate.From < 0 || rate.Amount is < 0 or > CatalogLimits.PriceMax)
                {
                    wrong.Add($"{at}:Rates: From and Amount must not be negative, nor the amount too large.");
                }
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= IdLengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
