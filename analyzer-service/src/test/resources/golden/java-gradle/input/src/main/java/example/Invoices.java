package example;

import org.springframework.boot.SpringApplication;

public class Invoices {
    public static void main(String[] args) {
        SpringApplication.run(Invoices.class, args);
    }
}
